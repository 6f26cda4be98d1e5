package dev.streamflow.engine;

/**
 * The event contradicts the rules for good: no later attempt can succeed. It becomes a dead letter
 * at once, with this message as its cause.
 */
public final class InvalidEvent extends RuntimeException {

  /**
   * @param message what is wrong with the event, in words that an operator can act on
   */
  public InvalidEvent(String message) {
    super(message);
  }
}
