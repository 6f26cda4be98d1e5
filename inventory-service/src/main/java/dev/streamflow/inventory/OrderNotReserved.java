package dev.streamflow.inventory;

/** An order was confirmed for which nothing is set aside. */
public final class OrderNotReserved extends RuntimeException {

  OrderNotReserved(Reservation reservation) {
    super(
        "Order %s cannot be sold: it is %s, not RESERVED"
            .formatted(reservation.orderId(), reservation.status()));
  }
}
