package dev.streamflow.payment;

import dev.streamflow.payment.Step.Consequence;
import dev.streamflow.payment.Step.Consequence.CaptureAsked;
import dev.streamflow.payment.Step.Consequence.Nothing;
import dev.streamflow.payment.Step.Consequence.PaymentCaptured;
import dev.streamflow.payment.Step.Consequence.PaymentDeclined;
import dev.streamflow.payment.Step.Consequence.PaymentRefunded;
import dev.streamflow.payment.Step.Consequence.RefundAsked;
import java.util.UUID;

/**
 * The payment of one order. Whatever comes twice, or too late, leaves it as it is.
 *
 * <p>The provider is asked for one thing at a time: a refund only when the answer to the capture is
 * known, so a cancellation in the meantime waits in the state.
 */
public record Payment(UUID orderId, String userId, State state) {

  /** How far it has come. */
  public sealed interface State {

    /** Nothing was asked of the provider yet. */
    record New() implements State {}

    /** The provider was asked to take the money. */
    record Capturing(Purchase purchase) implements State {}

    /** The provider took the money. */
    record Captured(Purchase purchase, String chargeId) implements State {}

    /** The provider refused for good. */
    record Declined(Purchase purchase, String declineCode) implements State {}

    /** The order was cancelled while the provider was asked to take the money. */
    record Cancelling(Purchase purchase) implements State {}

    /** The provider was asked to give the money back. */
    record Refunding(Purchase purchase, String chargeId) implements State {}

    /** The customer has the money back. Final. */
    record Refunded(Purchase purchase, String chargeId) implements State {}

    /** The order was cancelled and no money was taken. Final: none will be. */
    record Cancelled() implements State {}
  }

  /** The payment of an order that nothing is known of yet. */
  public static Payment blank(UUID orderId, String userId) {
    return new Payment(orderId, userId, new State.New());
  }

  /** The goods are set aside: takes the money. */
  public Step capture(Purchase purchase) {
    return switch (state) {
      case State.New() -> to(new State.Capturing(purchase), new CaptureAsked(purchase.total()));
      default -> unchanged();
    };
  }

  /** The provider took the money. */
  public Step captured(String chargeId) {
    return switch (state) {
      case State.Capturing(var purchase) ->
          to(new State.Captured(purchase, chargeId), new PaymentCaptured(purchase, chargeId));
      case State.Cancelling(var purchase) -> refund(purchase, chargeId);
      default -> unchanged();
    };
  }

  /** The provider refused to take the money. */
  public Step declined(String declineCode) {
    return switch (state) {
      case State.Capturing(var purchase) ->
          to(new State.Declined(purchase, declineCode), new PaymentDeclined(declineCode));
      case State.Cancelling _ -> to(new State.Cancelled(), new PaymentRefunded(null));
      default -> unchanged();
    };
  }

  /** The order is cancelled: undoes whatever was done, and refuses whatever would come. */
  public Step cancel() {
    return switch (state) {
      case State.New _, State.Declined _ -> to(new State.Cancelled(), new PaymentRefunded(null));
      case State.Capturing(var purchase) -> to(new State.Cancelling(purchase), new Nothing());
      case State.Captured(var purchase, var chargeId) -> refund(purchase, chargeId);
      case State.Cancelling _, State.Refunding _, State.Refunded _, State.Cancelled _ ->
          unchanged();
    };
  }

  /** The provider gave the money back. */
  public Step refunded() {
    return switch (state) {
      case State.Refunding(var purchase, var chargeId) ->
          to(new State.Refunded(purchase, chargeId), new PaymentRefunded(purchase.total()));
      default -> unchanged();
    };
  }

  private Step refund(Purchase purchase, String chargeId) {
    return to(new State.Refunding(purchase, chargeId), new RefundAsked(chargeId, purchase.total()));
  }

  private Step to(State next, Consequence consequence) {
    return new Step(new Payment(orderId, userId, next), consequence);
  }

  private Step unchanged() {
    return new Step(this, new Nothing());
  }
}
