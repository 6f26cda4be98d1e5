package dev.streamflow.payment.kafka;

import com.github.f4b6a3.uuid.UuidCreator;
import dev.streamflow.events.CancellationReason;
import dev.streamflow.events.Money;
import dev.streamflow.events.OrderCancelled;
import dev.streamflow.events.OrderLine;
import dev.streamflow.events.StockReserved;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;

/** What other services say about an order, each time with a new event id. */
final class SagaEvents {

  private SagaEvents() {}

  static StockReserved stockReserved(UUID orderId, String userId, long totalMinor) {
    return new StockReserved(
        UuidCreator.getTimeOrderedEpoch(),
        now(),
        userId,
        orderId,
        List.of(new OrderLine("coffee", 2, usd(450)), new OrderLine("tea", 1, usd(300))),
        usd(totalMinor),
        "MX");
  }

  static OrderCancelled orderCancelled(UUID orderId, String userId) {
    return new OrderCancelled(
        UuidCreator.getTimeOrderedEpoch(),
        now(),
        userId,
        orderId,
        CancellationReason.CANCELLED_BY_CUSTOMER,
        "");
  }

  static Money usd(long minor) {
    return new Money(minor, "USD");
  }

  private static Instant now() {
    return Instant.now().truncatedTo(ChronoUnit.MILLIS);
  }
}
