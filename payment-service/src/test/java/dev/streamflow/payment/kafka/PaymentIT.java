package dev.streamflow.payment.kafka;

import static dev.streamflow.payment.kafka.SagaEvents.orderCancelled;
import static dev.streamflow.payment.kafka.SagaEvents.stockReserved;
import static dev.streamflow.payment.kafka.SagaEvents.usd;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.streamflow.events.OrderCancelled;
import dev.streamflow.events.PaymentCaptured;
import dev.streamflow.events.PaymentDeclined;
import dev.streamflow.events.PaymentRefunded;
import dev.streamflow.events.StockReserved;
import dev.streamflow.payment.Provider.Entry;
import dev.streamflow.payment.RunningPayments;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Every path of a payment, from the events in Kafka to the money in the provider's ledger. */
class PaymentIT extends RunningPayments {

  private final String captureKey = "capture:" + order;
  private final String refundKey = "refund:" + order;
  private final StockReserved reserved = stockReserved(order, user, 1200);
  private final OrderCancelled cancelled = orderCancelled(order, user);

  @Test
  void takesTheMoneyForWhatIsReserved() {
    // When
    EVENTS.publish(reserved);
    // Then
    PaymentCaptured captured = awaitCaptured();
    assertThat(captured.getUserId()).isEqualTo(user);
    assertThat(captured.getAmount()).isEqualTo(usd(1200));
    assertThat(captured.getLines()).isEqualTo(reserved.getLines());
    assertThat(captured.getCountry()).isEqualTo("MX");
    assertThat(ledger()).containsExactly(captureOf(captured.getChargeId()));
    assertThat(column("status")).isEqualTo("CAPTURED");
  }

  @Test
  void takesNothingFromACardThatIsDeclined() {
    // Given
    PROVIDER.turn("{\"decline_customers\": \"%s\"}".formatted(user));
    // When
    EVENTS.publish(reserved);
    // Then
    PaymentDeclined declined = EVENTS.await(PaymentDeclined.class, this::isOurs);
    assertThat(declined.getDeclineCode()).isEqualTo("card_declined");
    assertThat(column("status")).isEqualTo("DECLINED");
    // When
    EVENTS.publish(cancelled);
    // Then
    assertThat(awaitRefunded().getAmount()).isNull();
    assertThat(column("status")).isEqualTo("CANCELLED");
    assertThat(ledger()).isEmpty();
  }

  @Test
  void refusesAReservationThatComesAfterTheCancellation() {
    // Given
    EVENTS.publish(cancelled);
    assertThat(awaitRefunded().getAmount()).isNull();
    // When
    EVENTS.publish(reserved);
    awaitWhatWasPublishedBefore();
    // Then
    assertThat(column("status")).isEqualTo("CANCELLED");
    assertThat(ledger()).isEmpty();
    assertThat(EVENTS.all(PaymentRefunded.class, this::isOurs)).hasSize(1);
  }

  @Test
  void undoesACaptureThatWasUnderWayWhenTheOrderWasCancelled() {
    // Given: a provider so slow that no answer comes in time
    PROVIDER.turn("{\"latency_millis\": %d}".formatted(3 * PATIENCE_MILLIS));
    EVENTS.publish(reserved);
    awaitStatus("CAPTURING");
    // When
    EVENTS.publish(cancelled);
    awaitStatus("CANCELLING");
    PROVIDER.turn("{}");
    // Then
    assertThat(awaitRefunded().getAmount()).isEqualTo(usd(1200));
    assertMoneyCameBack();
    assertThat(EVENTS.all(PaymentCaptured.class, this::isOurs)).isEmpty();
  }

  @Test
  void refundsOnceHoweverOftenTheOrderIsCancelled() {
    // Given
    EVENTS.publish(reserved);
    awaitCaptured();
    // When
    EVENTS.publish(cancelled);
    EVENTS.publish(cancelled);
    EVENTS.publish(orderCancelled(order, user));
    assertThat(awaitRefunded().getAmount()).isEqualTo(usd(1200));
    EVENTS.publish(orderCancelled(order, user));
    awaitWhatWasPublishedBefore();
    // Then
    assertMoneyCameBack();
    assertThat(EVENTS.all(PaymentRefunded.class, this::isOurs)).hasSize(1);
  }

  @Test
  void learnsByItsKeyThatTheMoneyWasTakenBeforeTheTimeOut() {
    // Given
    PROVIDER.turn("{\"timeout_after_capture_rate\": 1}");
    // When
    EVENTS.publish(reserved);
    // Then
    PaymentCaptured captured = awaitCaptured();
    assertThat(ledger()).containsExactly(captureOf(captured.getChargeId()));
  }

  @Test
  void asksAgainUntilTheProviderKnows() {
    // Given
    PROVIDER.turn("{\"error_rate\": 1}");
    EVENTS.publish(reserved);
    awaitAttempts(captureKey, 3);
    assertThat(column("status")).isEqualTo("CAPTURING");
    // When
    PROVIDER.turn("{}");
    // Then
    PaymentCaptured captured = awaitCaptured();
    assertThat(ledger()).containsExactly(captureOf(captured.getChargeId()));

    // Given
    PROVIDER.turn("{\"error_rate\": 1}");
    EVENTS.publish(cancelled);
    awaitAttempts(refundKey, 3);
    assertThat(column("status")).isEqualTo("REFUNDING");
    // When
    PROVIDER.turn("{}");
    // Then
    awaitRefunded();
    assertMoneyCameBack();
  }

  @Test
  void takesTheMoneyOnceHoweverOftenTheReservationComes() {
    // When
    EVENTS.publish(reserved);
    EVENTS.publish(reserved);
    EVENTS.publish(stockReserved(order, user, 1200));
    PaymentCaptured captured = awaitCaptured();
    EVENTS.publish(stockReserved(order, user, 1200));
    awaitWhatWasPublishedBefore();
    // Then
    assertThat(ledger()).containsExactly(captureOf(captured.getChargeId()));
    assertThat(EVENTS.all(PaymentCaptured.class, this::isOurs)).hasSize(1);
  }

  private PaymentCaptured awaitCaptured() {
    return EVENTS.await(PaymentCaptured.class, this::isOurs);
  }

  private PaymentRefunded awaitRefunded() {
    return EVENTS.await(PaymentRefunded.class, this::isOurs);
  }

  private boolean isOurs(PaymentCaptured event) {
    return event.getOrderId().equals(order);
  }

  private boolean isOurs(PaymentDeclined event) {
    return event.getOrderId().equals(order);
  }

  private boolean isOurs(PaymentRefunded event) {
    return event.getOrderId().equals(order);
  }

  /** One user's events are seen in order: behind those of this test, another order goes through. */
  private void awaitWhatWasPublishedBefore() {
    UUID behind = UUID.randomUUID();
    EVENTS.publish(stockReserved(behind, user, 1));
    EVENTS.await(PaymentCaptured.class, event -> event.getOrderId().equals(behind));
    EVENTS.publish(orderCancelled(behind, user));
    EVENTS.await(PaymentRefunded.class, event -> event.getOrderId().equals(behind));
  }

  private List<Entry> ledger() {
    return PROVIDER.entriesOf(order);
  }

  private Entry captureOf(String chargeId) {
    return new Entry("CAPTURE", chargeId, 1200, captureKey);
  }

  private void assertMoneyCameBack() {
    List<Entry> ledger = ledger();
    String chargeId = ledger.getFirst().chargeId();
    assertThat(ledger)
        .containsExactly(captureOf(chargeId), new Entry("REFUND", chargeId, 1200, refundKey));
    await().untilAsserted(() -> assertThat(column("status")).isEqualTo("REFUNDED"));
    assertThat(column("charge_id")).isEqualTo(chargeId);
  }
}
