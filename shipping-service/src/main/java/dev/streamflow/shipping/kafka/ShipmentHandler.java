package dev.streamflow.shipping.kafka;

import dev.streamflow.engine.Decision;
import dev.streamflow.engine.EventHandler;
import dev.streamflow.engine.EventStamps;
import dev.streamflow.engine.Input;
import dev.streamflow.engine.InvalidEvent;
import dev.streamflow.engine.WorkingSet;
import dev.streamflow.events.OrderCancelled;
import dev.streamflow.events.PaymentCaptured;
import dev.streamflow.shipping.ServedCountries;
import dev.streamflow.shipping.Shipment;
import dev.streamflow.shipping.Shipment.Line;
import dev.streamflow.shipping.Shipments;
import java.util.List;
import org.springframework.stereotype.Component;

/** What shipping does about an event; each change of a shipment is told by exactly one event. */
@Component
class ShipmentHandler implements EventHandler<Shipment> {

  private final Shipments shipments;
  private final ServedCountries served;
  private final EventStamps stamps;
  private final ShipmentEvents events;

  ShipmentHandler(Shipments shipments, ServedCountries served, EventStamps stamps) {
    this.shipments = shipments;
    this.served = served;
    this.stamps = stamps;
    this.events = new ShipmentEvents(stamps);
  }

  @Override
  public WorkingSet<Shipment> load(List<Input> inputs) {
    return WorkingSet.keyed(
        shipments.lock(Input.ordersOf(inputs)),
        Input::orderId,
        input -> Shipment.blank(input.orderId(), input.userId()),
        shipments::insert,
        shipments::update);
  }

  @Override
  public Decision<Shipment> decide(Shipment shipment, Input input) {
    Shipment after =
        switch (input.payload()) {
          case PaymentCaptured paid -> schedule(shipment, paid);
          case OrderCancelled _ -> shipment.cancel();
          default -> throw new InvalidEvent("Not understood: " + input.payload().getClass());
        };
    return after == shipment
        ? Decision.of(shipment)
        : Decision.of(after).emit(events.tellOf(after));
  }

  private Shipment schedule(Shipment shipment, PaymentCaptured paid) {
    List<Line> lines =
        paid.getLines().stream().map(line -> new Line(line.getSku(), line.getQuantity())).toList();
    return shipment.schedule(stamps.next().id(), paid.getCountry(), lines, served);
  }
}
