package dev.streamflow.systemtests.witness;

import java.util.List;

/**
 * Everything that the invariants are checked on, read once from a quiet system.
 *
 * @param databases the rows of the five services
 * @param ledger the provider's own ledger
 * @param events all records of the event topics
 * @param clientLog what the client was promised; empty if it kept no log
 */
public record Witnesses(
    Databases databases,
    List<LedgerEntry> ledger,
    List<PublishedEvent> events,
    ClientLog clientLog) {}
