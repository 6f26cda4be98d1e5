package dev.streamflow.order.http;

import dev.streamflow.order.Money;
import dev.streamflow.order.Order;
import dev.streamflow.order.Order.Status;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.UUID;

/** An order at the moment when it was placed: the same whenever the request is repeated. */
@Schema(description = "The order as it was accepted. What became of it stands at its Location.")
record PlacedOrder(
    UUID orderId,
    String userId,
    String country,
    @Schema(description = "Always PENDING.") Status status,
    Money total,
    Instant placedAt) {

  static PlacedOrder of(Order order) {
    return new PlacedOrder(
        order.id(),
        order.userId(),
        order.country(),
        Status.PENDING,
        order.total(),
        order.placedAt());
  }
}
