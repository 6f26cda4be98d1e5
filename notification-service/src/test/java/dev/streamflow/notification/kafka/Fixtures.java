package dev.streamflow.notification.kafka;

import com.github.f4b6a3.uuid.UuidCreator;
import dev.streamflow.events.CancellationReason;
import dev.streamflow.events.Money;
import dev.streamflow.events.OrderCancelled;
import dev.streamflow.events.OrderConfirmed;
import java.time.Instant;
import java.util.UUID;

/** The ways in which an order can end, as events. */
class Fixtures {

  private Fixtures() {}

  static OrderConfirmed orderConfirmed(UUID order, String user) {
    return OrderConfirmed.newBuilder()
        .setEventId(UuidCreator.getTimeOrderedEpoch())
        .setOccurredAt(Instant.now())
        .setUserId(user)
        .setOrderId(order)
        .setTotal(new Money(500L, "USD"))
        .build();
  }

  static OrderCancelled orderCancelled(UUID order, String user, CancellationReason reason) {
    return OrderCancelled.newBuilder()
        .setEventId(UuidCreator.getTimeOrderedEpoch())
        .setOccurredAt(Instant.now())
        .setUserId(user)
        .setOrderId(order)
        .setReason(reason)
        .build();
  }
}
