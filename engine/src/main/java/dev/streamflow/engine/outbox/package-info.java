/** Internal: everything that leaves the service goes through the outbox table and the relay. */
@NullMarked
package dev.streamflow.engine.outbox;

import org.jspecify.annotations.NullMarked;
