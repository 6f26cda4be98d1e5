package dev.streamflow.notification;

import dev.streamflow.notification.Outcome.Cancelled;
import dev.streamflow.notification.Outcome.Confirmed;
import java.util.UUID;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a customer reads about the outcome of an order.
 *
 * @param id a Message-ID (RFC 5322) that depends on the order alone: whoever gets the message twice
 *     can tell that it is the same one
 * @param userId whom it is for
 * @param subject one line
 * @param body plain text
 */
public record Message(String id, String userId, String subject, String body) {

  private static final String ID_DOMAIN = "notification.streamflow.example";

  /** Apart from that of HTTP, whose settings may change while messages are waiting. */
  private static final JsonMapper JSON = JsonMapper.shared();

  /** The Message-ID of the one message about an order. */
  public static String idFor(UUID orderId) {
    return "<%s@%s>".formatted(orderId, ID_DOMAIN);
  }

  /** The message that tells how an order ended. */
  public static Message about(UUID orderId, String userId, Outcome outcome) {
    return switch (outcome) {
      case Confirmed() ->
          new Message(
              idFor(orderId),
              userId,
              "Your order %s is confirmed".formatted(orderId),
              "Thank you for your order. It is paid for, and its shipment is scheduled.");
      case Cancelled cancelled ->
          new Message(
              idFor(orderId),
              userId,
              "Your order %s is cancelled".formatted(orderId),
              "%s. You pay nothing: what was charged is refunded.".formatted(why(cancelled)));
    };
  }

  /** Reads what {@link #toJson} has written. */
  public static Message ofJson(String json) {
    return JSON.readValue(json, Message.class);
  }

  /** The message as it waits for the channel. */
  public String toJson() {
    return JSON.writeValueAsString(this);
  }

  private static String why(Cancelled cancelled) {
    String sentence = cancelled.reason().sentence();
    return cancelled.detail().isBlank() ? sentence : sentence + ": " + cancelled.detail();
  }
}
