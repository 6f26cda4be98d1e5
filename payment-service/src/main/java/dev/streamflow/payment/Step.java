package dev.streamflow.payment;

import org.jspecify.annotations.Nullable;

/**
 * One step of a payment.
 *
 * @param payment the payment after it; the same instance if nothing changed
 * @param consequence what has to follow from it
 */
public record Step(Payment payment, Consequence consequence) {

  /** What others have to be asked for, or told. */
  public sealed interface Consequence {

    record Nothing() implements Consequence {}

    /** The provider is asked to take the money. */
    record CaptureAsked(Money amount) implements Consequence {}

    /** The provider is asked to give back what a charge took. */
    record RefundAsked(String chargeId, Money amount) implements Consequence {}

    record PaymentCaptured(Purchase purchase, String chargeId) implements Consequence {}

    record PaymentDeclined(String declineCode) implements Consequence {}

    /**
     * @param amount null if no money had been taken
     */
    record PaymentRefunded(@Nullable Money amount) implements Consequence {}
  }
}
