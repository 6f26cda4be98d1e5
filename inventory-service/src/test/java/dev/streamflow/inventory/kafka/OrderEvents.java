package dev.streamflow.inventory.kafka;

import com.github.f4b6a3.uuid.UuidCreator;
import dev.streamflow.events.CancellationReason;
import dev.streamflow.events.Money;
import dev.streamflow.events.OrderCancelled;
import dev.streamflow.events.OrderConfirmed;
import dev.streamflow.events.OrderCreated;
import dev.streamflow.events.OrderLine;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

/** One order as the order service tells of it. Every call makes a new event. */
record OrderEvents(UUID orderId, String userId) {

  static OrderEvents anOrder() {
    UUID orderId = UuidCreator.getTimeOrderedEpoch();
    return new OrderEvents(orderId, "customer-" + orderId);
  }

  static OrderLine units(int quantity, String sku) {
    return new OrderLine(sku, quantity, usd(250));
  }

  OrderCreated created(OrderLine... lines) {
    long total =
        Arrays.stream(lines)
            .mapToLong(line -> line.getQuantity() * line.getUnitPrice().getAmountMinor())
            .sum();
    return new OrderCreated(eventId(), now(), userId, orderId, List.of(lines), usd(total), "US");
  }

  OrderConfirmed confirmed() {
    return new OrderConfirmed(eventId(), now(), userId, orderId, usd(250));
  }

  OrderCancelled cancelled() {
    return new OrderCancelled(
        eventId(), now(), userId, orderId, CancellationReason.CANCELLED_BY_CUSTOMER, "");
  }

  private static Money usd(long amountMinor) {
    return new Money(amountMinor, "USD");
  }

  private static UUID eventId() {
    return UuidCreator.getTimeOrderedEpoch();
  }

  private static Instant now() {
    return Instant.now().truncatedTo(ChronoUnit.MILLIS);
  }
}
