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
record Events(UUID orderId, String userId, Supplier<UUID> ids, Instant at) {

  private static final Money TOTAL = new Money(285L, "USD");

  StockReserved stockReserved() {
    return new StockReserved(ids.get(), at, userId, orderId, List.of(), TOTAL, "US");
  }

  StockRejected stockRejected() {
    return new StockRejected(
        ids.get(),
        at,
        userId,
        orderId,
        List.of(new Shortage("100", 3, 1), new Shortage("200", 1, 0)));
  }

  StockReleased stockReleased() {
    return new StockReleased(ids.get(), at, userId, orderId, List.of());
  }

  PaymentCaptured paymentCaptured() {
    return new PaymentCaptured(ids.get(), at, userId, orderId, TOTAL, "ch_1", List.of(), "US");
  }

  PaymentDeclined paymentDeclined() {
    return new PaymentDeclined(ids.get(), at, userId, orderId, "card_declined");
  }

  PaymentRefunded paymentRefunded() {
    return new PaymentRefunded(ids.get(), at, userId, orderId, null);
  }

  ShipmentScheduled shipmentScheduled() {
    return new ShipmentScheduled(ids.get(), at, userId, orderId, new UUID(1, 1), "US");
  }

  ShipmentRejected shipmentRejected() {
    return new ShipmentRejected(ids.get(), at, userId, orderId, "CA");
  }

  ShipmentCancelled shipmentCancelled() {
    return new ShipmentCancelled(ids.get(), at, userId, orderId, List.of());
  }
}
