package dev.streamflow.systemtests.invariants;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.summingLong;

import dev.streamflow.systemtests.invariants.Finding.Violation;
import dev.streamflow.systemtests.witness.LedgerEntry;
import dev.streamflow.systemtests.witness.OrderRow;
import dev.streamflow.systemtests.witness.Witnesses;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * I1: for each order, captured − refunded in the provider's own ledger is its total if it is
 * confirmed, else 0.
 */
public final class MoneyBalances implements Invariant {

  @Override
  public Finding check(Witnesses witnesses) {
    Map<String, Long> kept =
        witnesses.ledger().stream()
            .collect(groupingBy(LedgerEntry::reference, summingLong(LedgerEntry::signedMinor)));
    List<Violation> violations = new ArrayList<>();
    long earned = 0;
    for (OrderRow order : witnesses.databases().orders().values()) {
      long due = order.isConfirmed() ? order.totalMinor() : 0;
      Long found = kept.remove(order.id().toString());
      if (due != (found == null ? 0 : found)) {
        violations.add(kept(order.id().toString(), found, order.status(), due));
      }
      earned += due;
    }
    kept.forEach((unknown, minor) -> violations.add(kept(unknown, minor, "not an order", 0)));
    return new Finding("I1", "money", figure(witnesses.ledger(), earned), violations);
  }

  private static Violation kept(String order, Long found, String status, long due) {
    String what = "the provider keeps %s, but the order is %s and owes %s";
    return new Violation(
        order,
        what.formatted(Amounts.money(found == null ? 0 : found), status, Amounts.money(due)));
  }

  private static String figure(List<LedgerEntry> ledger, long earned) {
    long captured = sum(ledger, LedgerEntry.Kind.CAPTURE);
    long refunded = sum(ledger, LedgerEntry.Kind.REFUND);
    return "captured %s − refunded %s = confirmed %s"
        .formatted(Amounts.money(captured), Amounts.money(refunded), Amounts.money(earned));
  }

  private static long sum(List<LedgerEntry> ledger, LedgerEntry.Kind kind) {
    return ledger.stream()
        .filter(entry -> entry.kind() == kind)
        .mapToLong(LedgerEntry::amountMinor)
        .sum();
  }
}
