/** The service's part in the saga: from events to the payment's verbs, and back. */
@NullMarked
package dev.streamflow.payment.kafka;

import org.jspecify.annotations.NullMarked;
