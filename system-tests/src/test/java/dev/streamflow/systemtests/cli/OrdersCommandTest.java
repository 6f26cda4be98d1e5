package dev.streamflow.systemtests.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.streamflow.systemtests.running.PendingOrders.PendingOrder;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class OrdersCommandTest {

  @Test
  void alignsWhatEachOrderWaitsFor() {
    // Given
    Instant now = Instant.parse("2026-11-22T08:00:00Z");
    PendingOrder old =
        new PendingOrder(
            "1", "anna", now.minusSeconds(3_723), "payment-service", "StockReserved", 12);
    PendingOrder recent =
        new PendingOrder(
            "22", "jo", now.minusMillis(1_500), "inventory-service", "OrderCreated", 1);

    // Then
    assertThat(OrdersCommand.table(List.of(old, recent), now).lines())
        .containsExactly(
            "  order   user   age      waiting for         last step       attempts",
            "      1   anna   1h2m3s   payment-service     StockReserved         12",
            "     22   jo     1s       inventory-service   OrderCreated           1");
  }
}
