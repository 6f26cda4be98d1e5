/** Shipments as events: the only place that knows Avro and the engine. */
@NullMarked
package dev.streamflow.shipping.kafka;

import org.jspecify.annotations.NullMarked;
