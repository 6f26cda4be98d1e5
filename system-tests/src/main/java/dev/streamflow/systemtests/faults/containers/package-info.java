/** Harm to the containers of Docker Compose, one after the other, while orders are placed. */
@NullMarked
package dev.streamflow.systemtests.faults.containers;

import org.jspecify.annotations.NullMarked;
