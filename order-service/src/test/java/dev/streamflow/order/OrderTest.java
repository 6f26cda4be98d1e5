package dev.streamflow.order;

import static dev.streamflow.order.Order.CancellationReason.CANCELLED_BY_CUSTOMER;
import static dev.streamflow.order.Order.CancellationReason.OUT_OF_STOCK;
import static org.assertj.core.api.Assertions.assertThat;

import dev.streamflow.order.Order.Cancellation;
import dev.streamflow.order.Order.Status;
import dev.streamflow.order.Order.Step;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class OrderTest {

  private final Stamps stamps = Samples.stamps();
  private final Order pending = Samples.pendingOrder(UUID.randomUUID());

  @Test
  void beginsPendingWithItsCreationAsFirstStep() {
    // When
    Order order = Order.place(Samples.basket(), new Money(570, "USD"), Samples.PATIENCE, stamps);

    // Then
    assertThat(order.isPending()).isTrue();
    assertThat(order.newSteps()).extracting(Step::type).containsExactly("OrderCreated");
    assertThat(order.placedAt()).isEqualTo(order.newSteps().getFirst().occurredAt());
    assertThat(order.deadline()).isEqualTo(order.placedAt().plus(Samples.PATIENCE));
    assertThat(order.id()).isNotEqualTo(order.newSteps().getFirst().eventId());
  }

  @Test
  void confirmsAPendingOrder() {
    // When
    Order confirmed = pending.confirm(stamps);

    // Then
    assertThat(confirmed.status()).isEqualTo(Status.CONFIRMED);
    assertThat(confirmed.cancellation()).isNull();
    assertThat(confirmed.newSteps()).extracting(Step::type).containsExactly("OrderConfirmed");
    assertThat(confirmed.finishedAt()).isEqualTo(confirmed.newSteps().getLast().occurredAt());
  }

  @Test
  void cancelsAPendingOrderForAReason() {
    // When
    Order cancelled = pending.cancel(OUT_OF_STOCK, "100: 0 of 1", stamps);

    // Then
    assertThat(cancelled.status()).isEqualTo(Status.CANCELLED);
    assertThat(cancelled.cancellation()).isEqualTo(new Cancellation(OUT_OF_STOCK, "100: 0 of 1"));
    assertThat(cancelled.newSteps()).extracting(Step::type).containsExactly("OrderCancelled");
  }

  @Test
  void staysAsItIsOnceItHasEnded() {
    // Given
    Order confirmed = pending.confirm(stamps);
    Order cancelled = pending.cancel(CANCELLED_BY_CUSTOMER, "", stamps);

    // Then
    assertThat(confirmed.cancel(OUT_OF_STOCK, "", stamps)).isSameAs(confirmed);
    assertThat(confirmed.confirm(stamps)).isSameAs(confirmed);
    assertThat(cancelled.confirm(stamps)).isSameAs(cancelled);
    assertThat(cancelled.cancel(OUT_OF_STOCK, "", stamps)).isSameAs(cancelled);
  }

  @Test
  void recordsStepsWithoutChangingTheOutcome() {
    // Given
    Step late = new Step(UUID.randomUUID(), "StockReleased", Samples.MORNING, 1, "");
    Order confirmed = pending.confirm(stamps);

    // When
    Order after = confirmed.record(late);

    // Then
    assertThat(after.newSteps()).endsWith(late).hasSize(2);
    assertThat(after).usingRecursiveComparison().ignoringFields("newSteps").isEqualTo(confirmed);
  }
}
