package dev.streamflow.engine.consumer;

/** What an operator wants to send in place of a dead letter is no event that could be processed. */
public final class InvalidCorrection extends RuntimeException {

  InvalidCorrection(String message) {
    super(message);
  }

  InvalidCorrection(String message, Throwable cause) {
    super(message, cause);
  }
}
