package dev.streamflow.systemtests.witness;

import java.util.List;

/**
 * Everything that the invariants are checked on, read once from a quiet system.
 *
 * @param offsets where the consumer groups stand; read before the databases
 * @param databases the rows of the five services
 * @param ledger the provider's own ledger
 * @param events all records of the event topics
 * @param clientLog what the client was promised; empty if it kept no log
 */
public record Witnesses(
    Offsets offsets,
    Databases databases,
    List<LedgerEntry> ledger,
    List<PublishedEvent> events,
    ClientLog clientLog) {

  /** The same, group by group. */
  public List<GroupWitness> groups() {
    return databases.journals().entrySet().stream()
        .map(journal -> groupWitness(journal.getKey(), journal.getValue()))
        .toList();
  }

  private GroupWitness groupWitness(String group, Journal journal) {
    return new GroupWitness(group, offsets.committedBy(group), offsets.ends(), journal, events);
  }
}
