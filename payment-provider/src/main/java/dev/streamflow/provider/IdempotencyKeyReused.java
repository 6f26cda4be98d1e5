package dev.streamflow.provider;

/** A key that was used before came with another request. Nothing was done. */
public final class IdempotencyKeyReused extends RuntimeException {

  IdempotencyKeyReused(String idempotencyKey) {
    super("The idempotency key '%s' was used with another request.".formatted(idempotencyKey));
  }
}
