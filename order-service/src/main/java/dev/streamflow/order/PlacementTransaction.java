package dev.streamflow.order;

import dev.streamflow.order.Intake.Receipt;
import dev.streamflow.order.Placements.FirstUse;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Places orders that arrived together. An order, its idempotency key and its {@code OrderCreated}
 * are one transaction: a customer who sees a receipt has an order that every service will hear of,
 * once.
 */
@Component
class PlacementTransaction {

  private final Placements placements;
  private final Announcements announcements;
  private final TransactionOperations transaction;

  PlacementTransaction(
      Placements placements, Announcements announcements, TransactionOperations transaction) {
    this.placements = placements;
    this.announcements = announcements;
    this.transaction = transaction;
  }

  /**
   * Places all orders whose key is new, or none of them. Of those with equal keys the first wins.
   *
   * @return their receipts, in their order
   * @throws OutcomeUnknown if the commit failed
   */
  List<Receipt> place(List<Placement> all) {
    AtomicBoolean written = new AtomicBoolean();
    try {
      return transaction.execute(
          status -> {
            List<Receipt> receipts = write(all);
            written.set(true);
            return receipts;
          });
    } catch (RuntimeException e) {
      throw written.get() ? new OutcomeUnknown(e) : e;
    }
  }

  private List<Receipt> write(List<Placement> all) {
    Set<UUID> placed = placements.insert(all);
    announcements.placed(all.stream().filter(p -> placed.contains(p.order().id())).toList());
    List<Placement> repeated = all.stream().filter(p -> !placed.contains(p.order().id())).toList();
    Map<Placement.Key, FirstUse> firstUses =
        repeated.isEmpty() ? Map.of() : placements.firstUses(repeated);
    return all.stream()
        .map(
            p ->
                placed.contains(p.order().id())
                    ? new Receipt.Accepted(p.order())
                    : again(p, firstUses.get(p.key())))
        .toList();
  }

  private static Receipt again(Placement placement, @Nullable FirstUse first) {
    if (first == null) {
      throw new ConcurrencyFailureException("The idempotency key has expired just now");
    }
    return first.requestHash().equals(placement.requestHash())
        ? new Receipt.Accepted(first.order())
        : new Receipt.KeyReused();
  }
}
