package dev.streamflow.order;

import org.jspecify.annotations.Nullable;

/**
 * Whether the order was placed is not known: its commit was not answered. A repetition under the
 * same idempotency key finds out.
 */
public final class OutcomeUnknown extends RuntimeException {

  OutcomeUnknown(@Nullable Throwable cause) {
    super("Whether the order was placed is not known", cause);
  }
}
