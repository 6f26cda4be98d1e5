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
    return new ShipmentScheduled(
        stamp.id(),
        stamp.time(),
        shipment.userId(),
        shipment.orderId(),
        shipment.shipmentId(),
        shipment.country());
  }

  private static ShipmentRejected rejected(Shipment shipment, EventStamp stamp) {
    return new ShipmentRejected(
        stamp.id(), stamp.time(), shipment.userId(), shipment.orderId(), shipment.country());
  }

  private static ShipmentCancelled cancelled(Shipment shipment, EventStamp stamp) {
    List<StockLine> lines =
        shipment.lines().stream().map(line -> new StockLine(line.sku(), line.quantity())).toList();
    return new ShipmentCancelled(
        stamp.id(), stamp.time(), shipment.userId(), shipment.orderId(), lines);
  }
}
