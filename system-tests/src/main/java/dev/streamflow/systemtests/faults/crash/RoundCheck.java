package dev.streamflow.systemtests.faults.crash;

import dev.streamflow.systemtests.faults.crash.Evidence.Applied;
import dev.streamflow.systemtests.witness.LedgerEntry;
import dev.streamflow.systemtests.witness.LedgerEntry.Kind;
import dev.streamflow.systemtests.witness.Position;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.kafka.common.TopicPartition;

/** What must be true of a round whenever payment-service is dead, and once it is done with it. */
final class RoundCheck {

  private final Evidence evidence;
  private final Publication published;
  private final Claims claims;

  RoundCheck(Evidence evidence, Publication published, Claims claims) {
    this.evidence = evidence;
    this.published = published;
    this.claims = claims;
  }

  /** Effects are all or nothing; nothing is marked or committed that is not processed. */
  void checkAtRest() throws InterruptedException {
    Set<UUID> events = published.eventIds();
    List<UUID> applied = evidence.journal(events).stream().map(Applied::event).toList();
    Set<UUID> putAside = evidence.parked(events);
    putAside.addAll(evidence.undecided(events));
    Set<UUID> appliedOrPutAside = new HashSet<>(applied);
    appliedOrPutAside.addAll(putAside);
    Set<UUID> taken = evidence.inInbox(events);
    claims
        .equal(appliedOrPutAside, taken, "effects and what is put aside, compared with the inbox")
        .equal(applied.size() + putAside.size(), taken.size(), "effects per event")
        .that(taken.containsAll(evidence.marked(events)), "Redis marks only what is processed");
    Evidence.Offsets committed = evidence.committed();
    records()
        .filter(record -> committed.arePast(record.getKey()))
        .forEach(
            record ->
                claims.that(
                    taken.contains(record.getValue()),
                    "the record at " + record.getKey() + " is processed, its offset is committed"));
    published.deadLetters().stream()
        .filter(committed::arePast)
        .forEach(
            position ->
                claims.that(
                    evidence.hasDeadLetterOf(position),
                    "the record at " + position + " is a dead letter, its offset is committed"));
  }

  /** Every event has its one effect, in order, and what follows from it is known outside once. */
  void checkDone(Outflow outflow, List<LedgerEntry> ledger) {
    List<Applied> journal = evidence.journal(published.eventIds());
    claims
        .equal(journal.size(), published.eventIds().size(), "effects")
        .equal(evidence.undecided(published.eventIds()), Set.of(), "undecided dead letters")
        .that(isInOrder(journal), "the effects are in the order of the offsets");
    Map<UUID, String> statuses = evidence.statuses(published.round().payable());
    for (UUID order : published.round().kept()) {
      claims
          .equal(statuses.getOrDefault(order, "none"), "CAPTURED", "payment")
          .equal(Evidence.movements(ledger, order), List.of(Kind.CAPTURE), "ledger")
          .equal(outflow.count(order, "PaymentCaptured"), 1, "PaymentCaptured events")
          .equal(outflow.count(order, "PaymentRefunded"), 0, "PaymentRefunded events");
    }
    checkCancelled(published.round().cancelled(), statuses, outflow, ledger);
    for (Position position : published.deadLetters()) {
      claims
          .that(evidence.hasDeadLetterOf(position), "the record at " + position + " is kept")
          .that(outflow.hasDeadLetterOf(position), "its dead letter is published");
    }
  }

  private void checkCancelled(
      UUID order, Map<UUID, String> statuses, Outflow outflow, List<LedgerEntry> ledger) {
    List<Kind> movements = Evidence.movements(ledger, order);
    claims
        .that(
            Set.of("REFUNDED", "CANCELLED").contains(statuses.getOrDefault(order, "none")),
            "the cancelled order is undone: " + statuses.get(order))
        .that(
            movements.isEmpty() || movements.equals(List.of(Kind.CAPTURE, Kind.REFUND)),
            "its money came back: " + movements)
        .equal(outflow.count(order, "PaymentRefunded"), 1, "PaymentRefunded events");
  }

  private static boolean isInOrder(Collection<Applied> journal) {
    Map<TopicPartition, Long> last = new HashMap<>();
    for (Applied applied : journal) {
      Position position = applied.position();
      TopicPartition partition = new TopicPartition(position.topic(), position.partition());
      Long before = last.put(partition, position.offset());
      if (before != null && before > position.offset()) {
        return false;
      }
    }
    return true;
  }

  private Stream<Map.Entry<Position, UUID>> records() {
    return Stream.concat(
        published.reservations().entrySet().stream(), Stream.of(published.cancellation()));
  }
}
