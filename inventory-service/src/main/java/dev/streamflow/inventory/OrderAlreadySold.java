package dev.streamflow.inventory;

import java.util.UUID;

/** An order was cancelled after it had been confirmed. */
public final class OrderAlreadySold extends RuntimeException {

  OrderAlreadySold(UUID orderId) {
    super("Order %s cannot be cancelled: its stock is SOLD".formatted(orderId));
  }
}
