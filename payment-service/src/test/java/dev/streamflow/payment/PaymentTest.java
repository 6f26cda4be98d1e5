package dev.streamflow.payment;

import static dev.streamflow.payment.Fixtures.COFFEE_AND_TEA;
import static dev.streamflow.payment.Fixtures.paymentThatIs;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.streamflow.payment.Payment.State;
import dev.streamflow.payment.Step.Consequence;
import dev.streamflow.payment.Step.Consequence.CaptureAsked;
import dev.streamflow.payment.Step.Consequence.Nothing;
import dev.streamflow.payment.Step.Consequence.PaymentCaptured;
import dev.streamflow.payment.Step.Consequence.PaymentDeclined;
import dev.streamflow.payment.Step.Consequence.PaymentRefunded;
import dev.streamflow.payment.Step.Consequence.RefundAsked;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

class PaymentTest {

  private static final State NEW = new State.New();
  private static final State CAPTURING = new State.Capturing(COFFEE_AND_TEA);
  private static final State CAPTURED = new State.Captured(COFFEE_AND_TEA, "ch_1");
  private static final State DECLINED = new State.Declined(COFFEE_AND_TEA, "card_declined");
  private static final State CANCELLING = new State.Cancelling(COFFEE_AND_TEA);
  private static final State REFUNDING = new State.Refunding(COFFEE_AND_TEA, "ch_1");
  private static final State REFUNDED = new State.Refunded(COFFEE_AND_TEA, "ch_1");
  private static final State CANCELLED = new State.Cancelled();

  private static final List<State> NOT_NEW =
      List.of(CAPTURING, CAPTURED, DECLINED, CANCELLING, REFUNDING, REFUNDED, CANCELLED);
  private static final List<State> NOT_CAPTURING =
      List.of(NEW, CAPTURED, DECLINED, REFUNDING, REFUNDED, CANCELLED);
  private static final List<State> NOT_REFUNDING =
      List.of(NEW, CAPTURING, CAPTURED, DECLINED, CANCELLING, REFUNDED, CANCELLED);
  private static final List<State> ALREADY_CANCELLED =
      List.of(CANCELLING, REFUNDING, REFUNDED, CANCELLED);

  @Test
  void asksForTheTotalWhenTheGoodsAreSetAside() {
    assertStep(
        paymentThatIs(NEW).capture(COFFEE_AND_TEA),
        CAPTURING,
        new CaptureAsked(COFFEE_AND_TEA.total()));
  }

  @ParameterizedTest
  @FieldSource("NOT_NEW")
  void asksForMoneyOnlyOnce(State state) {
    Payment payment = paymentThatIs(state);
    assertUnchanged(payment, payment.capture(COFFEE_AND_TEA));
  }

  @Test
  void announcesTheCapture() {
    assertStep(
        paymentThatIs(CAPTURING).captured("ch_1"),
        CAPTURED,
        new PaymentCaptured(COFFEE_AND_TEA, "ch_1"));
  }

  @Test
  void announcesTheDecline() {
    assertStep(
        paymentThatIs(CAPTURING).declined("card_declined"),
        DECLINED,
        new PaymentDeclined("card_declined"));
  }

  @ParameterizedTest
  @FieldSource("NOT_CAPTURING")
  void takesAnAnswerToTheCaptureOnlyOnce(State state) {
    Payment payment = paymentThatIs(state);
    assertUnchanged(payment, payment.captured("ch_2"));
    assertUnchanged(payment, payment.declined("other"));
  }

  @Test
  void remembersTheCancellationOfAnOrderThatItDoesNotKnow() {
    assertStep(paymentThatIs(NEW).cancel(), CANCELLED, new PaymentRefunded(null));
  }

  @Test
  void hasNothingToRefundAfterADecline() {
    assertStep(paymentThatIs(DECLINED).cancel(), CANCELLED, new PaymentRefunded(null));
  }

  @Test
  void refundsWhatWasCapturedWhenTheOrderIsCancelled() {
    assertStep(
        paymentThatIs(CAPTURED).cancel(),
        REFUNDING,
        new RefundAsked("ch_1", COFFEE_AND_TEA.total()));
  }

  @Test
  void waitsForTheCaptureBeforeItIsUndone() {
    assertStep(paymentThatIs(CAPTURING).cancel(), CANCELLING, new Nothing());
    assertStep(
        paymentThatIs(CANCELLING).captured("ch_1"),
        REFUNDING,
        new RefundAsked("ch_1", COFFEE_AND_TEA.total()));
    assertStep(
        paymentThatIs(CANCELLING).declined("card_declined"), CANCELLED, new PaymentRefunded(null));
  }

  @ParameterizedTest
  @FieldSource("ALREADY_CANCELLED")
  void isCancelledOnlyOnce(State state) {
    Payment payment = paymentThatIs(state);
    assertUnchanged(payment, payment.cancel());
  }

  @Test
  void announcesTheRefund() {
    assertStep(
        paymentThatIs(REFUNDING).refunded(), REFUNDED, new PaymentRefunded(COFFEE_AND_TEA.total()));
  }

  @ParameterizedTest
  @FieldSource("NOT_REFUNDING")
  void takesAnAnswerToTheRefundOnlyOnce(State state) {
    Payment payment = paymentThatIs(state);
    assertUnchanged(payment, payment.refunded());
  }

  @Test
  void refusesAmountsThatCannotBePaid() {
    assertThatThrownBy(() -> new Money(-1, "USD")).hasMessageContaining("-1");
    assertThatThrownBy(() -> new Money(1, "dollars")).hasMessageContaining("dollars");
    assertThatThrownBy(() -> new Purchase(List.of(), new Money(0, "USD"), "MX"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static void assertStep(Step step, State state, Consequence consequence) {
    assertThat(step).isEqualTo(new Step(paymentThatIs(state), consequence));
  }

  /** The same instance: nothing is written. */
  private static void assertUnchanged(Payment payment, Step step) {
    assertThat(step.payment()).isSameAs(payment);
    assertThat(step.consequence()).isEqualTo(new Nothing());
  }
}
