package dev.streamflow.order;

import static org.assertj.core.api.Assertions.assertThat;

import dev.streamflow.order.Order.Step;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionOperations;

class OrderHistoryIT extends RunningOrders {

  @Autowired private Orders orders;
  @Autowired private TransactionOperations transaction;

  @Test
  void showsWhatTookSeveralAttemptsAndWhatIsWaitedFor() {
    // Given
    UUID id = place();

    // When
    record(id, new Step(UUID.randomUUID(), "StockReserved", Samples.MORNING, 3, ""));

    // Then
    assertThat(get(id))
        .bodyJson()
        .isLenientlyEqualTo(
            """
            {
              "waiting_for": [
                {"service": "payment-service", "events": ["PaymentCaptured", "PaymentDeclined"]}
              ],
              "history": [
                {"type": "OrderCreated", "attempts": 1},
                {"type": "StockReserved", "attempts": 3}
              ]
            }
            """);
  }

  private void record(UUID id, Step step) {
    transaction.executeWithoutResult(
        status -> orders.save(List.of(orders.lock(List.of(id)).get(id).record(step))));
  }
}
