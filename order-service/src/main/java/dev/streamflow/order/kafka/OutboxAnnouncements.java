package dev.streamflow.order.kafka;

import dev.streamflow.engine.Outbox;
import dev.streamflow.engine.TracedEvent;
import dev.streamflow.order.Announcements;
import dev.streamflow.order.Order;
import dev.streamflow.order.Placement;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Announces through the outbox, in the caller's transaction. */
@Component
class OutboxAnnouncements implements Announcements {

  private final Outbox outbox;

  OutboxAnnouncements(Outbox outbox) {
    this.outbox = outbox;
  }

  @Override
  public void placed(List<Placement> placements) {
    outbox.append(
        placements.stream()
            .map(each -> new TracedEvent(OrderEvents.created(each), each.traceparent()))
            .toList());
  }

  @Override
  public void ended(List<Order> orders, @Nullable String traceparent) {
    outbox.append(
        orders.stream()
            .map(order -> new TracedEvent(OrderEvents.outcome(order), traceparent))
            .toList());
  }
}
