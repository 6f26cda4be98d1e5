/** What the other services see: the only place that knows the Avro contracts and the engine. */
@NullMarked
package dev.streamflow.order.kafka;

import org.jspecify.annotations.NullMarked;
