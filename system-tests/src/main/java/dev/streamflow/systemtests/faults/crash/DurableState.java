package dev.streamflow.systemtests.faults.crash;

import dev.streamflow.engine.failpoint.Failpoint;
import dev.streamflow.systemtests.witness.LedgerEntry;
import dev.streamflow.systemtests.witness.Position;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * What must be durable when payment-service was halted at a failpoint that it reached for the first
 * time after a round was published: the second column of {@code docs/delivery-guarantees.md}.
 */
final class DurableState {

  private final Evidence evidence;
  private final Outflow outflow;
  private final List<LedgerEntry> ledger;
  private final Publication published;
  private final Claims claims;

  DurableState(
      Evidence evidence,
      Outflow outflow,
      List<LedgerEntry> ledger,
      Publication published,
      Claims claims) {
    this.evidence = evidence;
    this.outflow = outflow;
    this.ledger = ledger;
    this.published = published;
    this.claims = claims;
  }

  void check(Failpoint failpoint) throws InterruptedException {
    switch (failpoint) {
      case RECORDS_POLLED,
          RECORDS_DECODED,
          DUPLICATES_SKIPPED,
          INBOX_TAKEN,
          STATE_LOCKED,
          STATE_WRITTEN,
          OUTBOX_APPENDED,
          CALLS_ADDED,
          JOURNAL_WRITTEN,
          EVENTS_PARKED,
          DEAD_LETTERS_ADDED ->
          nothing();
      case TRANSACTION_COMMITTED -> effects(Set.of(), false);
      case EVENTS_MARKED -> effects(reservations(), false);
      case OFFSETS_COMMITTED -> effects(reservations(), true);
      case GIVEN_UP -> deadLetterBeforeItsOffset();
      case CALLS_TAKEN, CALL_BEGUN -> openCallsOnly();
      case CALL_ANSWERED, CALLS_CLOSED, ANSWERS_DECIDED -> moneyTakenAnswerOpen();
      case ANSWERS_COMMITTED -> answerApplied();
      case CALLS_GIVEN_BACK -> callsKeptForLater();
      case LEASE_TAKEN -> claims.that(evidence.relayLeaseIsTaken(), "the lease has a row");
      case OUTBOX_READ, RECORD_SENT -> rowsKept();
      case RECORDS_ACKNOWLEDGED -> publishedAndKept();
      case OUTBOX_DELETED -> publishedAndDeleted();
      case CONSUMER_STOPPED -> claims.equal(evidence.members(), 0, "members of the group");
      case CALLS_ENDED, ANSWERS_DRAINED ->
          claims.that(evidence.relayLeaseIsTaken(), "the relay still has its lease");
      case OUTBOX_DRAINED ->
          claims
              .equal(evidence.outboxRows(), 0L, "rows in the outbox")
              .that(evidence.relayLeaseIsTaken(), "the relay still has its lease");
      case LEASE_RELEASED ->
          claims
              .equal(evidence.outboxRows(), 0L, "rows in the outbox")
              .that(!evidence.relayLeaseIsTaken(), "the lease is given back");
      case PARKED_FOUND, PARKED_OWNED, PARKED_SETTLED -> allParked();
      case PARKED_COMMITTED -> allDrained();
      case LETTERS_PARKED, LETTERS_DECIDED -> allUndecided();
      case LETTERS_COMMITTED -> oneRedriven();
    }
  }

  private Set<UUID> reservations() {
    return Set.copyOf(published.reservations().values());
  }

  private List<UUID> orders() {
    return published.round().payable();
  }

  /** The orders whose course no cancellation crosses. */
  private List<UUID> kept() {
    return published.round().kept();
  }

  private void nothing() throws InterruptedException {
    claims
        .equal(evidence.inInbox(reservations()), Set.of(), "inbox rows")
        .equal(evidence.journal(reservations()), List.of(), "effects in the journal")
        .equal(evidence.statuses(orders()), Map.of(), "payments")
        .equal(evidence.openCalls(), 0L, "open calls")
        .equal(evidence.outboxRows(), 0L, "rows in the outbox")
        .equal(evidence.marked(reservations()), Set.of(), "marks in Redis")
        .that(!evidence.hasDeadLetterOf(published.poison()), "no dead letter is written")
        .that(!isCommitted(published.first()), "the offset is not committed");
  }

  private void effects(Set<UUID> marks, boolean isCommitted) throws InterruptedException {
    claims
        .equal(evidence.inInbox(reservations()), reservations(), "inbox rows")
        .equal(evidence.statuses(orders()).keySet(), Set.copyOf(orders()), "payments")
        .equal(evidence.marked(reservations()), marks, "marks in Redis")
        .that(evidence.hasDeadLetterOf(published.poison()), "the dead letter is written")
        .equal(isCommitted(published.poison()), isCommitted, "the offset is committed");
  }

  private void deadLetterBeforeItsOffset() throws InterruptedException {
    claims
        .that(
            evidence.hasDeadLetterOf(published.unstorable().getFirst()),
            "the dead letter is written")
        .that(isCommitted(published.poison()), "what stands before it is committed")
        .that(!isCommitted(published.unstorable().getFirst()), "its own offset is not committed");
  }

  private void openCallsOnly() {
    claims
        .equal(evidence.openCaptures(kept()), Set.copyOf(kept()), "open captures")
        .that(kept().stream().allMatch(order -> movements(order).isEmpty()), "no money was moved");
  }

  private void moneyTakenAnswerOpen() {
    claims
        .equal(evidence.openCaptures(kept()), Set.copyOf(kept()), "open captures")
        .that(
            evidence.statuses(kept()).values().stream().allMatch("CAPTURING"::equals),
            "no answer is applied")
        .that(orders().stream().anyMatch(order -> !movements(order).isEmpty()), "money was taken");
  }

  private void answerApplied() {
    Set<UUID> open = evidence.openCaptures(orders());
    claims.that(
        orders().stream().anyMatch(order -> !open.contains(order) && !movements(order).isEmpty()),
        "an answer is applied and its call closed");
  }

  private void callsKeptForLater() {
    openCallsOnly();
    claims.that(evidence.callsWithError() > 0, "a call says why it is made again");
  }

  private void rowsKept() {
    claims.that(evidence.outboxRows() > 0, "the outbox has its rows");
  }

  private void publishedAndKept() {
    rowsKept();
    claims.that(outflow.hasDeadLetterOf(published.poison()), "the dead letter is published");
  }

  private void publishedAndDeleted() {
    claims.that(outflow.hasDeadLetterOf(published.poison()), "the dead letter is published");
  }

  private void allParked() {
    claims
        .equal(evidence.parked(events()), events(), "parked events")
        .equal(evidence.journal(events()), List.of(), "effects in the journal")
        .equal(evidence.statuses(orders()), Map.of(), "payments");
  }

  private void allDrained() {
    claims
        .equal(evidence.parked(events()), Set.of(), "parked events")
        .equal(evidence.journal(events()).size(), events().size(), "effects in the journal")
        .equal(evidence.statuses(orders()).keySet(), Set.copyOf(orders()), "payments");
  }

  private void allUndecided() {
    claims
        .equal(evidence.undecided(events()), events(), "undecided dead letters")
        .equal(evidence.redriven(events()), Set.of(), "decisions")
        .equal(evidence.parked(events()), Set.of(), "parked events")
        .equal(evidence.journal(events()), List.of(), "effects in the journal");
  }

  /** A drainer may have been at the event already. */
  private void oneRedriven() {
    Set<UUID> redriven = evidence.redriven(events());
    Set<UUID> triedAgain = evidence.parked(events());
    evidence.journal(events()).forEach(applied -> triedAgain.add(applied.event()));
    claims
        .equal(redriven.size(), 1, "decisions")
        .equal(triedAgain, redriven, "events parked or processed")
        .equal(evidence.undecided(events()).size(), events().size() - 1, "undecided dead letters");
  }

  private Set<UUID> events() {
    return published.eventIds();
  }

  private List<LedgerEntry.Kind> movements(UUID order) {
    return Evidence.movements(ledger, order);
  }

  private boolean isCommitted(Position position) throws InterruptedException {
    return evidence.committed().arePast(position);
  }
}
