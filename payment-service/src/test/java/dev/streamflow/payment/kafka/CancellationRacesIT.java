package dev.streamflow.payment.kafka;

import static dev.streamflow.payment.kafka.SagaEvents.orderCancelled;
import static dev.streamflow.payment.kafka.SagaEvents.stockReserved;
import static dev.streamflow.payment.kafka.SagaEvents.usd;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.streamflow.engine.Decision;
import dev.streamflow.engine.Input;
import dev.streamflow.engine.WorkingSet;
import dev.streamflow.events.PaymentCaptured;
import dev.streamflow.events.PaymentRefunded;
import dev.streamflow.localstack.HeldLock;
import dev.streamflow.payment.Payment;
import dev.streamflow.payment.Payment.State;
import dev.streamflow.payment.Provider.Entry;
import dev.streamflow.payment.RunningPayments;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import javax.sql.DataSource;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * A cancellation and what it has to undo want the same payment at the same time. They queue up for
 * its row in an order that the test decides.
 */
class CancellationRacesIT extends RunningPayments {

  private static final DataSource DATABASE = STACK.databaseOf("payment-service");

  @Autowired private PaymentHandler handler;
  @Autowired private TransactionTemplate transaction;

  @Test
  void refundsWhatWasCapturedJustBeforeTheCancellation() {
    // Given
    PROVIDER.turn("{\"error_rate\": 1}");
    EVENTS.publish(stockReserved(order, user, 1200));
    awaitCaptureWithoutAnswer();

    // When: the provider's answer comes first to the row, then the cancellation
    try (HeldLock _ = lockOfThePayment()) {
      PROVIDER.turn("{}");
      awaitWaiting(1);
      EVENTS.publish(orderCancelled(order, user));
      awaitWaiting(2);
    }

    // Then
    assertMoneyCameBack();
    assertThat(EVENTS.all(PaymentCaptured.class, event -> event.getOrderId().equals(order)))
        .hasSize(1);
  }

  @Test
  void refundsWhatIsCapturedJustAfterTheCancellation() {
    // Given
    PROVIDER.turn("{\"error_rate\": 1}");
    EVENTS.publish(stockReserved(order, user, 1200));
    awaitCaptureWithoutAnswer();

    // When: the cancellation comes first to the row, then the provider's answer
    try (HeldLock _ = lockOfThePayment()) {
      EVENTS.publish(orderCancelled(order, user));
      awaitWaiting(1);
      PROVIDER.turn("{}");
      awaitWaiting(2);
    }

    // Then
    assertMoneyCameBack();
    assertThat(EVENTS.all(PaymentCaptured.class, event -> event.getOrderId().equals(order)))
        .isEmpty();
  }

  @Test
  void asksForNothingWhileAnotherReplicaCancels() {
    // When
    Decision<Payment> reserved =
        decideBehind(orderCancelled(order, user), stockReserved(order, user, 1200));

    // Then
    assertThat(reserved.calls()).isEmpty();
    assertThat(reserved.state().state()).isEqualTo(new State.Cancelled());
    assertThat(column("status")).isEqualTo("CANCELLED");
  }

  @Test
  void seesTheCaptureThatAnotherReplicaHasJustAskedFor() {
    // When
    Decision<Payment> cancelled =
        decideBehind(stockReserved(order, user, 1200), orderCancelled(order, user));

    // Then: no answer before that of the provider
    assertThat(cancelled.events()).isEmpty();
    assertThat(column("status")).isEqualTo("CANCELLING");
  }

  private void awaitCaptureWithoutAnswer() {
    awaitStatus("CAPTURING");
    awaitAttempts("capture:" + order, 1);
  }

  /**
   * Two replicas get an event each about an order that is not known yet. The second waits for the
   * row that the first has made, and then works again.
   */
  private Decision<Payment> decideBehind(SpecificRecord first, SpecificRecord second) {
    return transaction
        .execute(
            _ -> {
              decide(first);
              CompletableFuture<Decision<Payment>> behind =
                  CompletableFuture.supplyAsync(() -> decideAgainAfterAConflict(second));
              awaitWaiting(1);
              return behind;
            })
        .join();
  }

  private Decision<Payment> decideAgainAfterAConflict(SpecificRecord event) {
    assertThatThrownBy(() -> transaction.execute(_ -> decide(event)))
        .isInstanceOf(OptimisticLockingFailureException.class);
    return transaction.execute(_ -> decide(event));
  }

  /** What the engine does with an event in its transaction. */
  private Decision<Payment> decide(SpecificRecord event) {
    Input input = new Input.Event(event, null);
    WorkingSet<Payment> rows = handler.load(List.of(input));
    Decision<Payment> decision = handler.decide(rows.get(input), input);
    rows.put(input, decision.state());
    rows.write();
    return decision;
  }

  private static void awaitWaiting(int transactions) {
    await().until(() -> HeldLock.waitingIn(DATABASE), Predicate.isEqual(transactions));
  }

  private HeldLock lockOfThePayment() {
    return HeldLock.by(DATABASE, "SELECT 1 FROM payment WHERE order_id = ? FOR UPDATE", order);
  }

  private void assertMoneyCameBack() {
    PaymentRefunded refunded =
        EVENTS.await(PaymentRefunded.class, event -> event.getOrderId().equals(order));
    assertThat(refunded.getAmount()).isEqualTo(usd(1200));
    assertThat(PROVIDER.entriesOf(order))
        .extracting(Entry::kind)
        .containsExactly("CAPTURE", "REFUND");
  }
}
