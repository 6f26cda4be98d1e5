package dev.streamflow.order.http;

/** The user has used the idempotency key for another request. */
final class IdempotencyKeyReused extends RuntimeException {

  IdempotencyKeyReused() {
    super("This idempotency key was used for another order. Use a new key for a new order");
  }
}
