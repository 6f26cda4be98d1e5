package dev.streamflow.order;

import java.util.UUID;

/** There is no order with this id. */
public final class OrderNotFound extends RuntimeException {

  public OrderNotFound(UUID id) {
    super("There is no order " + id);
  }
}
