package dev.streamflow.systemtests.invariants;

import dev.streamflow.systemtests.invariants.Finding.Violation;
import dev.streamflow.systemtests.witness.Journal;
import dev.streamflow.systemtests.witness.LedgerEntry;
import dev.streamflow.systemtests.witness.Witnesses;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * I5: at most one effect per group and event id, counted in the journal of effects, and at most one
 * capture and one refund per order, counted in the provider's ledger.
 */
public final class EffectsHappenOnce implements Invariant {

  @Override
  public Finding check(Witnesses witnesses) {
    List<Violation> violations = new ArrayList<>();
    witnesses
        .databases()
        .journals()
        .forEach((service, journal) -> checkJournal(service, journal, violations));
    checkLedger(witnesses.ledger(), violations);
    return new Finding("I5", "once", figure(witnesses), violations);
  }

  private static void checkJournal(String service, Journal journal, List<Violation> violations) {
    Set<UUID> seen = new HashSet<>();
    for (UUID event : journal.applied()) {
      if (!seen.add(event)) {
        violations.add(new Violation(event.toString(), "was applied twice by " + service));
      }
    }
  }

  private static void checkLedger(List<LedgerEntry> ledger, List<Violation> violations) {
    record Movement(String order, LedgerEntry.Kind kind) {}
    Set<Movement> seen = new HashSet<>();
    for (LedgerEntry entry : ledger) {
      if (!seen.add(new Movement(entry.reference(), entry.kind()))) {
        violations.add(new Violation(entry.reference(), "has a second " + entry.kind()));
      }
    }
  }

  private static String figure(Witnesses witnesses) {
    long effects =
        witnesses.databases().journals().values().stream()
            .mapToLong(journal -> journal.applied().size())
            .sum();
    return "%s effects in %d groups, %s movements of money"
        .formatted(
            Amounts.count(effects),
            witnesses.databases().journals().size(),
            Amounts.count(witnesses.ledger().size()));
  }
}
