package dev.streamflow.notification;

import java.util.UUID;

/** An order cannot end twice, and its customer has been told of the first outcome already. */
public final class OrderAlreadyEnded extends RuntimeException {

  OrderAlreadyEnded(UUID orderId, Outcome first, Outcome second) {
    super("Order %s ended as %s, and now as %s".formatted(orderId, first, second));
  }
}
