/** Lets payment-service die at every failpoint of the engine, and looks at what it has left. */
@NullMarked
package dev.streamflow.systemtests.faults.crash;

import org.jspecify.annotations.NullMarked;
