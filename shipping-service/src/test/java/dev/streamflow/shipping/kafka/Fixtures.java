package dev.streamflow.shipping.kafka;

import com.github.f4b6a3.uuid.UuidCreator;
import dev.streamflow.events.CancellationReason;
import dev.streamflow.events.Money;
import dev.streamflow.events.OrderCancelled;
import dev.streamflow.events.OrderLine;
import dev.streamflow.events.PaymentCaptured;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Events of an order of two bottles of berry juice. */
class Fixtures {

  private Fixtures() {}

  static PaymentCaptured paymentCaptured(UUID order, String user, String country) {
    return PaymentCaptured.newBuilder()
        .setEventId(UuidCreator.getTimeOrderedEpoch())
        .setOccurredAt(Instant.now())
        .setUserId(user)
        .setOrderId(order)
        .setAmount(new Money(500L, "USD"))
        .setChargeId("charge-1")
        .setLines(List.of(new OrderLine("berry-juice", 2, new Money(250L, "USD"))))
        .setCountry(country)
        .build();
  }

  static OrderCancelled orderCancelled(UUID order, String user) {
    return OrderCancelled.newBuilder()
        .setEventId(UuidCreator.getTimeOrderedEpoch())
        .setOccurredAt(Instant.now())
        .setUserId(user)
        .setOrderId(order)
        .setReason(CancellationReason.CANCELLED_BY_CUSTOMER)
        .build();
  }
}
