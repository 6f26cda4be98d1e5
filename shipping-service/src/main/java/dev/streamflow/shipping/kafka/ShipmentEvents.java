package dev.streamflow.shipping.kafka;

import dev.streamflow.engine.EventStamps;
import dev.streamflow.engine.EventStamps.EventStamp;
import dev.streamflow.events.ShipmentCancelled;
import dev.streamflow.events.ShipmentRejected;
import dev.streamflow.events.ShipmentScheduled;
import dev.streamflow.events.StockLine;
import dev.streamflow.shipping.Shipment;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;

/** Writes what became of a shipment as an event of the contracts. */
record ShipmentEvents(EventStamps stamps) {

  /** The event that tells how the shipment came to its status. */
  SpecificRecord tellOf(Shipment shipment) {
    EventStamp stamp = stamps.next();
    return switch (shipment.status()) {
      case SCHEDULED -> scheduled(shipment, stamp);
      case REJECTED -> rejected(shipment, stamp);
      case CANCELLED -> cancelled(shipment, stamp);
      case NEW -> throw new IllegalStateException("No transition leads to NEW");
    };
  }

  private static ShipmentScheduled scheduled(Shipment shipment, EventStamp stamp) {
    return ShipmentScheduled.newBuilder()
        .setEventId(stamp.id())
        .setOccurredAt(stamp.time())
        .setUserId(shipment.userId())
        .setOrderId(shipment.orderId())
        .setShipmentId(shipment.shipmentId())
        .setCountry(shipment.country())
        .build();
  }

  private static ShipmentRejected rejected(Shipment shipment, EventStamp stamp) {
    return ShipmentRejected.newBuilder()
        .setEventId(stamp.id())
        .setOccurredAt(stamp.time())
        .setUserId(shipment.userId())
        .setOrderId(shipment.orderId())
        .setCountry(shipment.country())
        .build();
  }

  private static ShipmentCancelled cancelled(Shipment shipment, EventStamp stamp) {
    List<StockLine> lines =
        shipment.lines().stream().map(line -> new StockLine(line.sku(), line.quantity())).toList();
    return ShipmentCancelled.newBuilder()
        .setEventId(stamp.id())
        .setOccurredAt(stamp.time())
        .setUserId(shipment.userId())
        .setOrderId(shipment.orderId())
        .setLines(lines)
        .build();
  }
}
