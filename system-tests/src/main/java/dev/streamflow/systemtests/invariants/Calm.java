package dev.streamflow.systemtests.invariants;

import dev.streamflow.schemas.TopicCatalogue;
import dev.streamflow.systemtests.invariants.Finding.Violation;
import dev.streamflow.systemtests.witness.Journal;
import dev.streamflow.systemtests.witness.Offsets;
import dev.streamflow.systemtests.witness.Position;
import dev.streamflow.systemtests.witness.Witnesses;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * I8: when the fault is over nothing is left to do: no lag, nothing parked, no open call, no row in
 * an outbox; and the dead letters on which nobody has decided are exactly the poison that was put
 * in.
 */
public final class Calm implements Invariant {
  private final TopicCatalogue catalogue = TopicCatalogue.load();
  private final Map<String, Set<Position>> poison;

  /** After a run without poison. */
  public Calm() {
    this(Map.of());
  }

  /**
   * @param poison where it stands in the topics, by the group that must have given it up
   */
  public Calm(Map<String, Set<Position>> poison) {
    this.poison = poison;
  }

  @Override
  public Finding check(Witnesses witnesses) {
    List<Violation> violations = new ArrayList<>();
    witnesses
        .databases()
        .journals()
        .forEach((service, journal) -> checkPutAside(service, journal, violations));
    witnesses
        .databases()
        .leftovers()
        .forEach(
            (service, left) -> {
              expectNone(service, left.outbox(), "rows in its outbox", violations);
              expectNone(service, left.calls(), "open calls", violations);
              expectNone(service, lag(service, witnesses.offsets()), "records to read", violations);
            });
    long letters = poison.values().stream().mapToLong(Set::size).sum();
    String figure = "nothing is left to do, %s dead letters as expected";
    return new Finding("I8", "calm", figure.formatted(Amounts.count(letters)), violations);
  }

  private void checkPutAside(String service, Journal journal, List<Violation> violations) {
    journal.parked().forEach(position -> violations.add(at(position, "is parked by " + service)));
    Set<Position> expected = poison.getOrDefault(service, Set.of());
    journal.undecided().stream()
        .filter(position -> !expected.contains(position))
        .map(position -> at(position, "is a dead letter of " + service + ", undecided"))
        .forEach(violations::add);
    expected.stream()
        .filter(position -> !journal.undecided().contains(position))
        .map(position -> at(position, "is poison, and no dead letter of " + service))
        .forEach(violations::add);
  }

  private static Violation at(Position position, String what) {
    return new Violation(position.toString(), what);
  }

  private static void expectNone(
      String service, long number, String what, List<Violation> violations) {
    if (number != 0) {
      violations.add(new Violation(service, "has %d %s".formatted(number, what)));
    }
  }

  /** Whoever is ahead of the end is a matter of I7. */
  private long lag(String service, Offsets offsets) {
    return offsets
        .behind(service, catalogue.readBy(service).keySet())
        .map(behind -> Math.max(0, behind))
        .sum();
  }
}
