package dev.streamflow.order.kafka;

import static dev.streamflow.order.Order.CancellationReason.COUNTRY_NOT_SERVED;
import static dev.streamflow.order.Order.CancellationReason.OUT_OF_STOCK;
import static dev.streamflow.order.Order.CancellationReason.PAYMENT_DECLINED;

import dev.streamflow.engine.Decision;
import dev.streamflow.engine.EventHandler;
import dev.streamflow.engine.Input;
import dev.streamflow.engine.InvalidEvent;
import dev.streamflow.engine.WorkingSet;
import dev.streamflow.events.PaymentDeclined;
import dev.streamflow.events.ShipmentRejected;
import dev.streamflow.events.ShipmentScheduled;
import dev.streamflow.events.StockRejected;
import dev.streamflow.order.Order;
import dev.streamflow.order.Order.Step;
import dev.streamflow.order.Orders;
import dev.streamflow.order.Stamps;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * Decides the outcome of orders. A scheduled shipment confirms, a step that failed cancels, and
 * every event fills the history, in whatever order they come.
 */
@Component
class OrderHandler implements EventHandler<Optional<Order>> {

  private final Orders orders;
  private final Stamps stamps;

  OrderHandler(Orders orders, Stamps stamps) {
    this.orders = orders;
    this.stamps = stamps;
  }

  @Override
  public WorkingSet<Optional<Order>> load(List<Input> inputs) {
    Map<UUID, Optional<Order>> rows = new HashMap<>();
    Map<UUID, Order> known = orders.lock(Input.ordersOf(inputs));
    inputs.forEach(
        input -> rows.put(input.orderId(), Optional.ofNullable(known.get(input.orderId()))));
    return WorkingSet.keyed(
        rows,
        Input::orderId,
        changed -> orders.save(changed.stream().flatMap(Optional::stream).toList()));
  }

  @Override
  public Decision<Optional<Order>> decide(Optional<Order> state, Input input) {
    Order before =
        state.orElseThrow(() -> new InvalidEvent("There is no order " + input.orderId()));
    Order after = apply((Input.Event) input, before);
    Decision<Optional<Order>> decision = Decision.of(Optional.of(after));
    return before.isPending() && !after.isPending()
        ? decision.emit(OrderEvents.outcome(after))
        : decision;
  }

  private Order apply(Input.Event event, Order before) {
    Step step = OrderSteps.of(event);
    Order order = before.record(step);
    return switch (event.payload()) {
      case ShipmentScheduled _ -> order.confirm(stamps);
      case StockRejected _ -> order.cancel(OUT_OF_STOCK, step.detail(), stamps);
      case PaymentDeclined _ -> order.cancel(PAYMENT_DECLINED, step.detail(), stamps);
      case ShipmentRejected _ -> order.cancel(COUNTRY_NOT_SERVED, step.detail(), stamps);
      default -> order;
    };
  }
}
