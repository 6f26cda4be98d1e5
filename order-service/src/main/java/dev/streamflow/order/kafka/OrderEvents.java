package dev.streamflow.order.kafka;

import dev.streamflow.events.CancellationReason;
import dev.streamflow.events.OrderCancelled;
import dev.streamflow.events.OrderConfirmed;
import dev.streamflow.events.OrderCreated;
import dev.streamflow.events.OrderLine;
import dev.streamflow.order.Line;
import dev.streamflow.order.Money;
import dev.streamflow.order.Order;
import dev.streamflow.order.Order.Step;
import dev.streamflow.order.Placement;
import org.apache.avro.specific.SpecificRecord;

/** What this service publishes, out of its domain. */
final class OrderEvents {

  private OrderEvents() {}

  static OrderCreated created(Placement placement) {
    Order order = placement.order();
    return OrderCreated.newBuilder()
        .setEventId(placement.created().eventId())
        .setOccurredAt(placement.created().occurredAt())
        .setUserId(order.userId())
        .setOrderId(order.id())
        .setLines(placement.lines().stream().map(OrderEvents::line).toList())
        .setTotal(money(order.total()))
        .setCountry(order.country())
        .build();
  }

  /** The outcome of an order that has just ended: its last step, as an event. */
  static SpecificRecord outcome(Order order) {
    Step outcome = order.newSteps().getLast();
    return order.cancellation() == null
        ? confirmed(order, outcome)
        : cancelled(order, outcome, order.cancellation());
  }

  private static OrderConfirmed confirmed(Order order, Step outcome) {
    return OrderConfirmed.newBuilder()
        .setEventId(outcome.eventId())
        .setOccurredAt(outcome.occurredAt())
        .setUserId(order.userId())
        .setOrderId(order.id())
        .setTotal(money(order.total()))
        .build();
  }

  private static OrderCancelled cancelled(Order order, Step outcome, Order.Cancellation why) {
    return OrderCancelled.newBuilder()
        .setEventId(outcome.eventId())
        .setOccurredAt(outcome.occurredAt())
        .setUserId(order.userId())
        .setOrderId(order.id())
        .setReason(CancellationReason.valueOf(why.reason().name()))
        .setDetail(why.detail())
        .build();
  }

  private static OrderLine line(Line line) {
    return new OrderLine(line.sku(), line.quantity(), money(line.unitPrice()));
  }

  private static dev.streamflow.events.Money money(Money money) {
    return new dev.streamflow.events.Money(money.amountMinor(), money.currency());
  }
}
