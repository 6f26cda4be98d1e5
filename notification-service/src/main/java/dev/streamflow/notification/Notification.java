package dev.streamflow.notification;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What the customer of one order is told, and how far that got. Immutable: each transition returns
 * the notification after it, or this very instance where it changes nothing.
 *
 * @param outcome how the order ended, once that is known
 * @param sentAt when the channel took the message
 * @param refusal why the channel will never take the message
 */
public record Notification(
    UUID orderId,
    String userId,
    Status status,
    @Nullable Outcome outcome,
    @Nullable Instant sentAt,
    @Nullable String refusal) {

  /** Where a notification stands. */
  public enum Status {
    /** The outcome is not known yet. */
    NEW,
    /** The message is on its way to the channel, for as many attempts as it takes. */
    SENDING,
    /** The channel has the message. */
    SENT,
    /** The channel will never take the message. */
    REFUSED
  }

  /** The notification of an order whose outcome is not known yet. */
  public static Notification blank(UUID orderId, String userId) {
    return new Notification(orderId, userId, Status.NEW, null, null, null);
  }

  /**
   * The order has ended, and the customer is to be told. The same outcome again changes nothing.
   *
   * @throws OrderAlreadyEnded if it had ended in another way
   */
  public Notification announce(Outcome ended) {
    if (outcome == null) {
      return new Notification(orderId, userId, Status.SENDING, ended, null, null);
    }
    if (!outcome.equals(ended)) {
      throw new OrderAlreadyEnded(orderId, outcome, ended);
    }
    return this;
  }

  /** The channel took the message. */
  public Notification markSent(Instant at) {
    return status == Status.SENDING
        ? new Notification(orderId, userId, Status.SENT, outcome, at, null)
        : this;
  }

  /** The channel will never take the message. */
  public Notification markRefused(String why) {
    return status == Status.SENDING
        ? new Notification(orderId, userId, Status.REFUSED, outcome, null, why)
        : this;
  }
}
