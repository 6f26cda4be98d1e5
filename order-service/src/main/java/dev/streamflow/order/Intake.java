package dev.streamflow.order;

import dev.streamflow.order.Placements.FirstUse;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Takes orders in. An order, its idempotency key and its {@code OrderCreated} are one transaction:
 * a customer who sees a receipt has an order that every service will hear of, once.
 */
@Service
public class Intake {

  /** The answer to a request for an order. */
  public sealed interface Receipt {

    /**
     * The order was placed, by this request or by an earlier one that was equal to it.
     *
     * @param order as it is now
     */
    record Accepted(Order order) implements Receipt {}

    /** The user has used the idempotency key for another order. Nothing was placed. */
    record KeyReused() implements Receipt {}
  }

  private final Placements placements;
  private final Announcements announcements;
  private final Stamps stamps;
  private final OrderSettings settings;
  private final TransactionOperations transaction;

  Intake(
      Placements placements,
      Announcements announcements,
      Stamps stamps,
      OrderSettings settings,
      TransactionOperations transaction) {
    this.placements = placements;
    this.announcements = announcements;
    this.stamps = stamps;
    this.settings = settings;
    this.transaction = transaction;
  }

  /**
   * Places an order at the prices of now, unless this was already done under the same key. A second
   * request that comes while the first is in work waits for it.
   *
   * @throws TotalTooLarge if its total cannot be expressed
   */
  public Receipt place(Basket basket, String idempotencyKey, @Nullable String traceparent) {
    Placement placement =
        Placement.of(basket, idempotencyKey, traceparent, settings.deadline(), stamps);
    return transaction.execute(status -> placeAll(List.of(placement))).getFirst();
  }

  /** The receipts of several placements, in their order. The caller opens the transaction. */
  private List<Receipt> placeAll(List<Placement> all) {
    Set<UUID> placed = placements.insert(all);
    all.stream().filter(p -> placed.contains(p.order().id())).forEach(announcements::placed);
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
