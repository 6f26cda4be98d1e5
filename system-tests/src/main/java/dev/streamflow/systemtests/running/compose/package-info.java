/** The whole system in containers of Docker Compose, which is asked where everything is. */
@NullMarked
package dev.streamflow.systemtests.running.compose;

import org.jspecify.annotations.NullMarked;
