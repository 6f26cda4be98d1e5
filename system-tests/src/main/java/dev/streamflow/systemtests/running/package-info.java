/** The whole system as processes on this machine, and what can be seen of it from outside. */
@NullMarked
package dev.streamflow.systemtests.running;

import org.jspecify.annotations.NullMarked;
