/** From an order's outcome to the call that tells the customer: the only place that knows Avro. */
@NullMarked
package dev.streamflow.notification.kafka;

import org.jspecify.annotations.NullMarked;
