package dev.streamflow.order;

import java.util.UUID;

/** The order is confirmed, and confirmed orders are final. */
public final class OrderAlreadyConfirmed extends RuntimeException {

  OrderAlreadyConfirmed(UUID id) {
    super("Order " + id + " is already confirmed");
  }
}
