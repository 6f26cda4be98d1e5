package dev.streamflow.order;

/** The service works on as many requests as it can. Nothing was done for this one. */
public final class TooManyRequestsAtOnce extends RuntimeException {

  /** Thrown often, at a time when there is no time for stack traces. */
  public TooManyRequestsAtOnce() {
    super("Too many requests at once", null, false, false);
  }
}
