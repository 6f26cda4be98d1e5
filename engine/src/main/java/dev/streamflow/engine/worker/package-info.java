/** Internal: threads that wait for a signal, work, and stop in good order. */
@NullMarked
package dev.streamflow.engine.worker;

import org.jspecify.annotations.NullMarked;
