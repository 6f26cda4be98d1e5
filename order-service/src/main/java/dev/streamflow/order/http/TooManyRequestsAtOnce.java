package dev.streamflow.order.http;

/** The service works on as many requests as it can. */
final class TooManyRequestsAtOnce extends RuntimeException {

  /** Thrown often, at a time when there is no time for stack traces. */
  TooManyRequestsAtOnce() {
    super("Too many requests at once", null, false, false);
  }
}
