package dev.streamflow.order.kafka;

import dev.streamflow.engine.Input;
import dev.streamflow.events.PaymentCaptured;
import dev.streamflow.events.PaymentDeclined;
import dev.streamflow.events.PaymentRefunded;
import dev.streamflow.events.ShipmentCancelled;
import dev.streamflow.events.ShipmentRejected;
import dev.streamflow.events.ShipmentScheduled;
import dev.streamflow.events.Shortage;
import dev.streamflow.events.StockLine;
import dev.streamflow.events.StockRejected;
import dev.streamflow.events.StockReleased;
import dev.streamflow.order.Order.Step;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.avro.specific.SpecificRecord;

/** What the participants publish, as steps in the history of an order. */
final class OrderSteps {

  private OrderSteps() {}

  static Step of(Input.Event event) {
    SpecificRecord payload = event.payload();
    Instant occurredAt = (Instant) payload.get(payload.getSchema().getField("occurred_at").pos());
    return new Step(
        event.eventId(),
        payload.getSchema().getName(),
        occurredAt,
        event.attempts(),
        detail(payload));
  }

  private static String detail(SpecificRecord event) {
    return switch (event) {
      case StockRejected rejected -> shortages(rejected.getShortages());
      case StockReleased released -> units(released.getLines());
      case PaymentCaptured captured -> "charge " + captured.getChargeId();
      case PaymentDeclined declined -> declined.getDeclineCode();
      case PaymentRefunded refunded -> refunded.getAmount() == null ? "nothing to refund" : "";
      case ShipmentScheduled scheduled -> "shipment " + scheduled.getShipmentId();
      case ShipmentRejected rejected -> "no shipping to " + rejected.getCountry();
      case ShipmentCancelled cancelled -> units(cancelled.getLines());
      default -> "";
    };
  }

  private static String shortages(List<Shortage> shortages) {
    return shortages.stream()
        .map(s -> "%s: %d of %d".formatted(s.getSku(), s.getAvailable(), s.getRequested()))
        .collect(Collectors.joining(", "));
  }

  private static String units(List<StockLine> lines) {
    return lines.stream().mapToLong(StockLine::getQuantity).sum() + " units";
  }
}
