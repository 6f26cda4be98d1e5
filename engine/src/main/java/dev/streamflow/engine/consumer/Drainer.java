package dev.streamflow.engine.consumer;

import static dev.streamflow.engine.failpoint.Failpoint.PARKED_COMMITTED;
import static dev.streamflow.engine.failpoint.Failpoint.PARKED_FOUND;
import static dev.streamflow.engine.failpoint.Failpoint.PARKED_OWNED;
import static dev.streamflow.engine.failpoint.Failpoint.PARKED_SETTLED;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.partitioningBy;
import static java.util.stream.Collectors.toList;

import dev.streamflow.engine.transaction.Decisions;
import dev.streamflow.engine.transaction.Fault;
import dev.streamflow.engine.worker.Signal;
import dev.streamflow.engine.worker.Worker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Tries parked events again when they are due, and those of their key behind them. An event that it
 * owns has its inbox row and its mark already, so it asks neither; but for a redriven one that
 * could not be read before.
 */
public final class Drainer extends Worker {

  private static final Logger log = LoggerFactory.getLogger(Drainer.class);
  private static final Duration INTERVAL = Duration.ofMillis(200);
  private static final int MOST_KEYS = 100;
  private static final int MOST_PER_KEY = 50;

  private final ParkedEvents parkedEvents;
  private final Decoder known;
  private final Decoder unknown;
  private final TransactionOperations transaction;
  private final Inbox inbox;
  private final Decisions decisions;
  private final AppliedBatches appliedBatches;
  private final DeadLetters deadLetters;
  private final ParkingSettings settings;
  private final PipelineMeters meters;
  private final Signal stop = new Signal();

  /**
   * @param known for events that the inbox has seen: refuses none for its age
   * @param unknown for those that it has not
   */
  Drainer(
      ParkedEvents parkedEvents,
      Decoder known,
      Decoder unknown,
      TransactionOperations transaction,
      Inbox inbox,
      Decisions decisions,
      AppliedBatches appliedBatches,
      DeadLetters deadLetters,
      ParkingSettings settings,
      PipelineMeters meters,
      int phase) {
    super("drainer", phase, Duration.ofSeconds(10));
    this.parkedEvents = parkedEvents;
    this.known = known;
    this.unknown = unknown;
    this.transaction = transaction;
    this.inbox = inbox;
    this.decisions = decisions;
    this.appliedBatches = appliedBatches;
    this.deadLetters = deadLetters;
    this.settings = settings;
    this.meters = meters;
  }

  @Override
  protected void work() throws InterruptedException {
    if (!drain()) {
      stop.await(INTERVAL);
    }
  }

  /** Tries what is due. Returns whether anything was, and not in the hands of another replica. */
  boolean drain() {
    List<ParkedRow> due = parkedEvents.due(MOST_KEYS, MOST_PER_KEY);
    if (due.isEmpty()) {
      return false;
    }
    PARKED_FOUND.reach();
    boolean wasOurs = drain(due, decode(due));
    PARKED_COMMITTED.reach();
    return wasOurs;
  }

  private Decoded decode(List<ParkedRow> due) {
    Map<Boolean, List<ConsumerRecord<byte[], byte[]>>> byInbox =
        due.stream()
            .collect(partitioningBy(ParkedRow::isInInbox, mapping(ParkedRow::record, toList())));
    Decoded decoded = known.decode(byInbox.get(true)).and(unknown.decode(byInbox.get(false)));
    decoded.requireNothingWaits();
    return decoded;
  }

  /** All in one transaction; if that fails, the first event of each key in its own. */
  private boolean drain(List<ParkedRow> due, Decoded decoded) {
    try {
      return attempt(due, decoded);
    } catch (RuntimeException e) {
      if (Fault.of(e) == Fault.OF_THE_INFRASTRUCTURE) {
        throw e;
      }
      log.debug("A run of {} parked events failed, each is tried alone", due.size(), e);
      firstOfEachKey(due).forEach(first -> drainAlone(first, decoded));
      return true;
    }
  }

  private static List<ParkedRow> firstOfEachKey(List<ParkedRow> due) {
    Map<Long, ParkedRow> firsts = new LinkedHashMap<>();
    due.forEach(row -> firsts.putIfAbsent(row.keyHash(), row));
    return List.copyOf(firsts.values());
  }

  private void drainAlone(ParkedRow row, Decoded decoded) {
    try {
      attempt(List.of(row), decoded);
    } catch (RuntimeException e) {
      if (Fault.of(e) == Fault.OF_THE_INFRASTRUCTURE) {
        throw e;
      }
      transaction.executeWithoutResult(status -> postpone(row, decoded, e));
    }
  }

  private boolean attempt(List<ParkedRow> due, Decoded decoded) {
    return transaction.execute(
        status -> {
          List<ParkedRow> run = parkedEvents.own(due);
          if (run.isEmpty()) {
            return false;
          }
          PARKED_OWNED.reach();
          Diversion diversion = new Diversion(newOf(run, decoded), Set.of(), settings);
          decisions.apply(diversion.candidates(), diversion);
          settle(run, diversion, decoded);
          return true;
        });
  }

  /** The event's own transaction has failed: nothing but its attempt is written. */
  private void postpone(ParkedRow row, Decoded decoded, RuntimeException cause) {
    List<ParkedRow> run = parkedEvents.own(List.of(row));
    Diversion diversion = new Diversion(eventsOf(run, decoded), Set.of(), settings);
    diversion.failAll(cause);
    settle(run, diversion, decoded);
  }

  private void settle(List<ParkedRow> run, Diversion diversion, Decoded decoded) {
    appliedBatches.add(diversion.applied());
    parkedEvents.update(run, diversion);
    List<DeadLetter> letters = new ArrayList<>(diversion.givenUp());
    Set<ConsumerRecord<byte[], byte[]>> records = identitySet();
    run.forEach(row -> records.add(row.record()));
    decoded.undecodable().stream()
        .filter(letter -> records.contains(letter.record()))
        .forEach(letters::add);
    deadLetters.addOrReopen(letters);
    PARKED_SETTLED.reach();
    meters.countDrained(diversion.applied().size(), diversion.failed().size(), letters.size());
  }

  /** Without those that the inbox is asked about only now, and knows. */
  private List<Attempted> newOf(List<ParkedRow> run, Decoded decoded) {
    List<Attempted> events = eventsOf(run, decoded);
    Set<ConsumerRecord<byte[], byte[]>> asked = identitySet();
    run.stream().filter(row -> !row.isInInbox()).forEach(row -> asked.add(row.record()));
    List<ConsumedEvent> taken =
        inbox.take(
            events.stream()
                .map(Attempted::event)
                .filter(event -> asked.contains(event.record()))
                .toList());
    parkedEvents.nowInInbox(taken);
    taken.forEach(event -> asked.remove(event.record()));
    return events.stream().filter(event -> !asked.contains(event.event().record())).toList();
  }

  private static <T> Set<T> identitySet() {
    return Collections.newSetFromMap(new IdentityHashMap<>());
  }

  private static List<Attempted> eventsOf(List<ParkedRow> run, Decoded decoded) {
    Map<ConsumerRecord<byte[], byte[]>, ConsumedEvent> events = new IdentityHashMap<>();
    decoded.events().forEach(event -> events.put(event.record(), event));
    return run.stream()
        .filter(row -> events.containsKey(row.record()))
        .map(row -> row.with(events.get(row.record()).input()))
        .toList();
  }

  @Override
  protected void wake() {
    stop.raise();
  }

  @Override
  protected void close() {}
}
