package dev.streamflow.order.kafka;

import dev.streamflow.events.Money;
import dev.streamflow.events.PaymentCaptured;
import dev.streamflow.events.PaymentDeclined;
import dev.streamflow.events.PaymentRefunded;
import dev.streamflow.events.ShipmentCancelled;
import dev.streamflow.events.ShipmentRejected;
import dev.streamflow.events.ShipmentScheduled;
import dev.streamflow.events.Shortage;
import dev.streamflow.events.StockRejected;
import dev.streamflow.events.StockReleased;
import dev.streamflow.events.StockReserved;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;

/** What the participants could say about one order. */
public record Events(UUID orderId, String userId, Supplier<UUID> ids, Instant at) {

  private static final Money TOTAL = new Money(285L, "USD");

  public StockReserved stockReserved() {
    return new StockReserved(ids.get(), at, userId, orderId, List.of(), TOTAL, "US");
  }

  public StockRejected stockRejected() {
    return new StockRejected(
        ids.get(),
        at,
        userId,
        orderId,
        List.of(new Shortage("100", 3, 1), new Shortage("200", 1, 0)));
  }

  public StockReleased stockReleased() {
    return new StockReleased(ids.get(), at, userId, orderId, List.of());
  }

  public PaymentCaptured paymentCaptured() {
    return new PaymentCaptured(ids.get(), at, userId, orderId, TOTAL, "ch_1", List.of(), "US");
  }

  public PaymentDeclined paymentDeclined() {
    return new PaymentDeclined(ids.get(), at, userId, orderId, "card_declined");
  }

  public PaymentRefunded paymentRefunded() {
    return new PaymentRefunded(ids.get(), at, userId, orderId, null);
  }

  public ShipmentScheduled shipmentScheduled() {
    return new ShipmentScheduled(ids.get(), at, userId, orderId, new UUID(1, 1), "US");
  }

  public ShipmentRejected shipmentRejected() {
    return new ShipmentRejected(ids.get(), at, userId, orderId, "CA");
  }

  public ShipmentCancelled shipmentCancelled() {
    return new ShipmentCancelled(ids.get(), at, userId, orderId, List.of());
  }
}
