package dev.streamflow.engine.consumer;

import static dev.streamflow.engine.failpoint.Failpoint.DEAD_LETTERS_ADDED;
import static dev.streamflow.engine.failpoint.Failpoint.DUPLICATES_SKIPPED;
import static dev.streamflow.engine.failpoint.Failpoint.EVENTS_MARKED;
import static dev.streamflow.engine.failpoint.Failpoint.EVENTS_PARKED;
import static dev.streamflow.engine.failpoint.Failpoint.GIVEN_UP;
import static dev.streamflow.engine.failpoint.Failpoint.INBOX_TAKEN;
import static dev.streamflow.engine.failpoint.Failpoint.JOURNAL_WRITTEN;
import static dev.streamflow.engine.failpoint.Failpoint.OFFSETS_COMMITTED;
import static dev.streamflow.engine.failpoint.Failpoint.RECORDS_DECODED;
import static dev.streamflow.engine.failpoint.Failpoint.RECORDS_POLLED;
import static dev.streamflow.engine.failpoint.Failpoint.TRANSACTION_COMMITTED;

import dev.streamflow.engine.transaction.CallLimit;
import dev.streamflow.engine.transaction.Decisions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.springframework.transaction.support.TransactionOperations;

/**
 * The way of a poll's records through the engine. Wherever the process dies, the records are read
 * again, and what was committed is recognised by its inbox row.
 */
final class BatchPipeline {

  private final Decoder decoder;
  private final DuplicateFilter filter;
  private final TransactionOperations transaction;
  private final Inbox inbox;
  private final ParkedEvents parkedEvents;
  private final ParkingSettings parking;
  private final CallLimit callLimit;
  private final Decisions decisions;
  private final AppliedBatches appliedBatches;
  private final DeadLetters deadLetters;
  private final PipelineMeters meters;

  BatchPipeline(
      Decoder decoder,
      DuplicateFilter filter,
      TransactionOperations transaction,
      Inbox inbox,
      ParkedEvents parkedEvents,
      ParkingSettings parking,
      CallLimit callLimit,
      Decisions decisions,
      AppliedBatches appliedBatches,
      DeadLetters deadLetters,
      PipelineMeters meters) {
    this.decoder = decoder;
    this.filter = filter;
    this.transaction = transaction;
    this.inbox = inbox;
    this.parkedEvents = parkedEvents;
    this.parking = parking;
    this.callLimit = callLimit;
    this.decisions = decisions;
    this.appliedBatches = appliedBatches;
    this.deadLetters = deadLetters;
    this.meters = meters;
  }

  /**
   * Processes records, all or none of them.
   *
   * @param records records in the order of their offsets per partition
   * @param commitOffsets commits the position of each partition
   * @return the partitions that could not be processed to their end, and from where they wait
   * @throws dev.streamflow.engine.transaction.TooManyOpenCalls if nothing is to be processed now
   * @throws RuntimeException if the transaction or the commit of the offsets failed: the records
   *     have to be processed again, which has no second effect
   */
  Map<TopicPartition, Decoded.Waiting> process(
      List<ConsumerRecord<byte[], byte[]>> records,
      Consumer<Map<TopicPartition, OffsetAndMetadata>> commitOffsets) {

    RECORDS_POLLED.reach();
    callLimit.check();

    // 1. decode: what is not consumed is dropped, what cannot be read becomes a dead letter
    Decoded decoded = meters.time("decode", () -> decoder.decode(records));
    RECORDS_DECODED.reach();

    // 2. skip duplicates: a hit is trusted, a miss proves nothing
    List<ConsumedEvent> unseen = meters.time("filter", () -> withoutDuplicates(decoded.events()));
    DUPLICATES_SKIPPED.reach();

    // 3. one transaction: inbox rows, locked state, decisions, changed state, outbox, calls; what
    // fails for now is parked, with what comes behind it
    meters.time(
        "transaction", () -> transaction.executeWithoutResult(status -> apply(decoded, unseen)));
    TRANSACTION_COMMITTED.reach();

    // 4. mark: only what is committed, best effort
    meters.time("mark", () -> filter.mark(idsOf(unseen)));
    EVENTS_MARKED.reach();

    // 5. commit the offsets, strictly after the transaction
    meters.time("commit", () -> commitOffsets.accept(decoded.next()));
    OFFSETS_COMMITTED.reach();
    return decoded.waiting();
  }

  private void apply(Decoded decoded, List<ConsumedEvent> unseen) {
    List<ConsumedEvent> taken = inbox.take(unseen);
    INBOX_TAKEN.reach();
    Diversion diversion = divert(taken.stream().map(Attempted::never).toList());
    decisions.apply(diversion.candidates(), diversion);
    appliedBatches.add(diversion.applied());
    JOURNAL_WRITTEN.reach();
    parkedEvents.park(diversion);
    EVENTS_PARKED.reach();
    deadLetters.add(joined(decoded.undecodable(), diversion.givenUp()));
    DEAD_LETTERS_ADDED.reach();
    meters.countAfterCommit(decoded, unseen.size(), diversion);
  }

  /** What is parked is asked after the inbox: a zombie that parks has committed by then. */
  private Diversion divert(List<Attempted> events) {
    Set<Long> parked =
        parkedEvents.lockParked(events.stream().map(Attempted::keyHash).distinct().toList());
    return new Diversion(events, parked, parking);
  }

  /**
   * Takes out one record whose own transaction fails: it is parked, or becomes a dead letter where
   * no later attempt can succeed. Its event counts as taken from then on, so that nobody applies it
   * behind those that come after it.
   */
  void divert(
      ConsumerRecord<byte[], byte[]> record,
      RuntimeException cause,
      Consumer<Map<TopicPartition, OffsetAndMetadata>> commitOffsets) {
    Decoded decoded = decoder.decode(List.of(record));
    decoded.requireNothingWaits();
    transaction.executeWithoutResult(
        status -> {
          List<ConsumedEvent> taken = inbox.take(decoded.events());
          Diversion diversion = divert(taken.stream().map(Attempted::never).toList());
          diversion.failAll(cause);
          parkedEvents.park(diversion);
          deadLetters.add(joined(decoded.undecodable(), diversion.givenUp()));
          meters.countAfterCommit(decoded, decoded.events().size(), diversion);
        });
    GIVEN_UP.reach();
    commitOffsets.accept(decoded.next());
  }

  /** The first record of each event id that the filter does not know. */
  private List<ConsumedEvent> withoutDuplicates(List<ConsumedEvent> events) {
    Map<UUID, ConsumedEvent> firstById = LinkedHashMap.newLinkedHashMap(events.size());
    events.forEach(event -> firstById.putIfAbsent(event.eventId(), event));
    Set<UUID> seen = filter.seen(firstById.keySet());
    meters.countFiltered(events.size() - firstById.size(), seen.size());
    return firstById.values().stream().filter(event -> !seen.contains(event.eventId())).toList();
  }

  private static List<UUID> idsOf(List<ConsumedEvent> events) {
    return events.stream().map(ConsumedEvent::eventId).toList();
  }

  private static List<DeadLetter> joined(List<DeadLetter> some, List<DeadLetter> others) {
    List<DeadLetter> letters = new ArrayList<>(some);
    letters.addAll(others);
    return letters;
  }
}
