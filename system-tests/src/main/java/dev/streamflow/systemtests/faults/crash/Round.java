package dev.streamflow.systemtests.faults.crash;

import com.github.f4b6a3.uuid.UuidCreator;
import dev.streamflow.events.CancellationReason;
import dev.streamflow.events.Money;
import dev.streamflow.events.OrderCancelled;
import dev.streamflow.events.OrderLine;
import dev.streamflow.events.StockReserved;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;

/**
 * What payment-service is given at once: three orders of one user, one of them cancelled, one
 * reservation twice, a record that nobody can read, and, if wanted, one that its database refuses.
 *
 * @param kept two orders that are paid
 * @param cancelled an order that is reserved, and cancelled whenever it comes
 * @param unstorable an order with a country that the table does not take
 */
record Round(String user, List<UUID> kept, UUID cancelled, UUID unstorable) {

  private static final Money TOTAL = new Money(1200L, "USD");
  private static final List<OrderLine> LINES = List.of(new OrderLine("1", 1, TOTAL));

  /** PostgreSQL's text takes every character but this one. */
  private static final String UNSTORABLE = "\0";

  static Round ofUser(String user) {
    return new Round(user, List.of(newId(), newId()), newId(), newId());
  }

  StockReserved reservation(UUID order) {
    String country = order.equals(unstorable) ? UNSTORABLE : "US";
    return new StockReserved(newId(), now(), user, order, LINES, TOTAL, country);
  }

  OrderCancelled cancellation() {
    return new OrderCancelled(
        newId(), now(), user, cancelled, CancellationReason.CANCELLED_BY_CUSTOMER, "");
  }

  List<UUID> payable() {
    return List.of(kept.getFirst(), cancelled, kept.getLast());
  }

  private static UUID newId() {
    return UuidCreator.getTimeOrderedEpoch();
  }

  private static Instant now() {
    return Instant.now().truncatedTo(ChronoUnit.MILLIS);
  }
}
