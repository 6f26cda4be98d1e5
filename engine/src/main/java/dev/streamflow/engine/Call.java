package dev.streamflow.engine;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A request to a system outside. It is written with the state that waits for it, made after the
 * commit, and repeated with the same key until its answer is known.
 *
 * @param idempotencyKey the one identity of this effect, such as {@code capture:<order_id>}; never
 *     made of an event id or an attempt. At most one open call exists per key
 * @param orderId the order that it is about
 * @param userId the user whose order it is
 * @param body what the {@link CallClient} needs to make the request, in a format of its own
 * @param traceparent the W3C trace of the input that asked for it; set by the engine
 */
public record Call(
    String idempotencyKey, UUID orderId, String userId, String body, @Nullable String traceparent) {

  /** A call as a decision asks for it; the engine adds the trace. */
  public Call(String idempotencyKey, UUID orderId, String userId, String body) {
    this(idempotencyKey, orderId, userId, body, null);
  }

  /** The same call as part of a trace. */
  public Call tracedBy(@Nullable String trace) {
    return new Call(idempotencyKey, orderId, userId, body, trace);
  }
}
