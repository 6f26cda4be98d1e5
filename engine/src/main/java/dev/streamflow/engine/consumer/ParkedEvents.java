package dev.streamflow.engine.consumer;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.DoubleSupplier;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.SqlArrayValue;

/**
 * The events that failed for now, and those of the same key behind them, in the table of the
 * service's own database. Who adds or removes events of a key holds the key's lock, so that the
 * batches of the consumer and the drainers of all replicas agree on what is parked.
 */
public final class ParkedEvents {

  private static final String THIS_RECORD =
      "topic = ? AND record_partition = ? AND record_offset = ?";

  private final JdbcTemplate jdbc;
  private final KeyLocks locks;
  private final ParkingSettings settings;
  private final DoubleSupplier random;

  /**
   * @param random numbers from 0 to 1, for the jitter of the pauses
   */
  public ParkedEvents(JdbcTemplate jdbc, ParkingSettings settings, DoubleSupplier random) {
    this.jdbc = jdbc;
    this.locks = new KeyLocks(jdbc);
    this.settings = settings;
    this.random = random;
  }

  /** Which of the keys are parked. Their locks are held until the transaction ends. */
  Set<Long> lockParked(Collection<Long> keys) {
    Set<Long> parked = parked(keys);
    if (parked.isEmpty()) {
      return parked;
    }
    locks.await(parked);
    return parked(parked); // a drainer may have been at it while the lock was waited for
  }

  private Set<Long> parked(Collection<Long> keys) {
    return KeyLocks.query(
        jdbc, "SELECT DISTINCT key_hash FROM parked_event WHERE key_hash = ANY (?)", keys);
  }

  /**
   * Parks what was diverted in the current transaction. The first of its key is due after the pause
   * of its attempt, or never if it is held; those behind it wait for it.
   *
   * @param diversion of events whose keys, where they are parked already, are locked
   */
  void park(Diversion diversion) {
    locks.await(
        Stream.concat(diversion.failed().stream(), diversion.held().stream())
            .map(Attempted::keyHash)
            .toList());
    insert(diversion.failed());
    insert(diversion.held());
    hold(diversion.held());
    insert(diversion.behind());
  }

  private void insert(List<Attempted> events) {
    jdbc.batchUpdate(
        """
        INSERT INTO parked_event (%s, event_id, key_hash, attempt, defects, cause, due_at)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, CASE WHEN EXISTS (
          SELECT 1 FROM parked_event WHERE key_hash = ?) THEN NULL
          ELSE clock_timestamp() + make_interval(secs => ?) END)
        """
            .formatted(StoredRecord.COLUMNS),
        events,
        Math.max(1, events.size()),
        (insert, event) -> {
          StoredRecord.write(insert, event.event().record());
          insert.setObject(8, event.event().eventId());
          insert.setLong(9, event.keyHash());
          insert.setInt(10, event.attempt());
          insert.setInt(11, event.defects());
          insert.setString(12, causeOf(event));
          insert.setLong(13, event.keyHash());
          insert.setDouble(14, pauseSeconds(event));
        });
  }

  /**
   * Parks dead letters under their original offsets, in the current transaction. What is first of
   * its key then is due at once, unless it was so before.
   */
  void parkAgain(List<DeadLetterDesk.Letter> letters) {
    List<Long> keys = letters.stream().map(l -> PartitionKey.hashOf(l.record())).toList();
    locks.await(keys);
    jdbc.batchUpdate(
        "INSERT INTO parked_event (%s, event_id, key_hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
            .formatted(StoredRecord.COLUMNS),
        letters,
        Math.max(1, letters.size()),
        (insert, letter) -> {
          StoredRecord.write(insert, letter.record());
          insert.setObject(8, letter.eventId());
          insert.setLong(9, PartitionKey.hashOf(letter.record()));
        });
    forEachKey(
        """
        UPDATE parked_event AS p SET due_at = NULL FROM unnest(?) AS k(key_hash)
        WHERE p.key_hash = k.key_hash AND p.due_at IS NOT NULL AND p.record_offset > (
          SELECT min(record_offset) FROM parked_event WHERE key_hash = k.key_hash)
        """,
        keys);
    makeFirstDue(keys);
  }

  private static @Nullable String causeOf(Attempted event) {
    return event.cause() == null ? null : Causes.textOf(event.cause());
  }

  private double pauseSeconds(Attempted event) {
    return event.attempt() == 0
        ? 0
        : settings.pauseAfter(event.attempt(), random.getAsDouble()).toMillis() / 1000.0;
  }

  /**
   * What is due, without a lock: of each key whose first event is due, a run of events from the
   * first on.
   */
  List<ParkedRow> due(int mostKeys, int mostPerKey) {
    return jdbc.query(
        """
        SELECT p.* FROM (
          SELECT key_hash FROM parked_event
          WHERE due_at <= statement_timestamp() ORDER BY due_at LIMIT ?) AS k
        CROSS JOIN LATERAL (
          SELECT * FROM parked_event WHERE key_hash = k.key_hash
          ORDER BY record_offset LIMIT ?) AS p
        ORDER BY p.key_hash, p.record_offset
        """,
        ParkedRow::of,
        mostKeys,
        mostPerKey);
  }

  /**
   * Keeps of what was found due what nobody else has taken or is taking, in the current
   * transaction: then the keys' locks are held, and the rows stay as they are until it ends.
   */
  List<ParkedRow> own(List<ParkedRow> due) {
    Set<Long> locked = locks.tryOnce(due.stream().map(ParkedRow::keyHash).toList());
    Map<Long, Long> firstOffsets = new HashMap<>();
    due.forEach(row -> firstOffsets.putIfAbsent(row.keyHash(), row.record().offset()));
    locked.removeIf(key -> !isFirstAndDue(key, firstOffsets.get(key)));
    return due.stream().filter(row -> locked.contains(row.keyHash())).toList();
  }

  private boolean isFirstAndDue(long key, long offset) {
    return !jdbc.queryForList(
            "SELECT 1 FROM parked_event"
                + " WHERE key_hash = ? AND record_offset = ? AND due_at <= clock_timestamp()",
            key,
            offset)
        .isEmpty();
  }

  /**
   * Keeps in mind, in the current transaction, which events have an inbox row now: whatever becomes
   * of this attempt, the next must not take them for duplicates.
   */
  void nowInInbox(List<ConsumedEvent> events) {
    jdbc.batchUpdate(
        "UPDATE parked_event SET event_id = ? WHERE " + THIS_RECORD,
        events,
        Math.max(1, events.size()),
        (update, event) -> {
          update.setObject(1, event.eventId());
          bind(update, 2, event.record());
        });
  }

  /**
   * Writes down how a run went, in the transaction that owns it.
   *
   * @param run all events of the run
   */
  void update(List<ParkedRow> run, Diversion diversion) {
    Set<ConsumerRecord<byte[], byte[]>> staying =
        Collections.newSetFromMap(new IdentityHashMap<>());
    Stream.of(diversion.failed(), diversion.behind(), diversion.held())
        .flatMap(List::stream)
        .forEach(event -> staying.add(event.event().record()));
    delete(
        run.stream().map(ParkedRow::record).filter(record -> !staying.contains(record)).toList());
    postpone(diversion.failed());
    hold(diversion.held());
    makeFirstDue(run.stream().map(ParkedRow::keyHash).distinct().toList());
  }

  private void hold(List<Attempted> events) {
    jdbc.batchUpdate(
        "UPDATE parked_event SET held = true, due_at = NULL WHERE " + THIS_RECORD,
        events,
        Math.max(1, events.size()),
        (update, event) -> bind(update, 1, event.event().record()));
  }

  /**
   * Lets go on, in the current transaction, what waits for a decision on these letters. Nothing is
   * done about letters that hold nobody up.
   */
  void release(List<DeadLetterDesk.Letter> letters) {
    List<Long> keys = letters.stream().map(l -> PartitionKey.hashOf(l.record())).toList();
    locks.await(keys);
    jdbc.batchUpdate(
        "DELETE FROM parked_event WHERE held AND " + THIS_RECORD,
        letters,
        Math.max(1, letters.size()),
        (delete, letter) -> bind(delete, 1, letter.record()));
    makeFirstDue(keys);
  }

  private void delete(List<ConsumerRecord<byte[], byte[]>> records) {
    jdbc.batchUpdate(
        "DELETE FROM parked_event WHERE " + THIS_RECORD,
        records,
        Math.max(1, records.size()),
        (delete, record) -> bind(delete, 1, record));
  }

  private void postpone(List<Attempted> failed) {
    jdbc.batchUpdate(
        """
        UPDATE parked_event SET attempt = ?, defects = ?, cause = ?,
          due_at = clock_timestamp() + make_interval(secs => ?)
        WHERE \
        """
            + THIS_RECORD,
        failed,
        Math.max(1, failed.size()),
        (update, event) -> {
          update.setInt(1, event.attempt());
          update.setInt(2, event.defects());
          update.setString(3, causeOf(event));
          update.setDouble(4, pauseSeconds(event));
          bind(update, 5, event.event().record());
        });
  }

  private static void bind(
      PreparedStatement statement, int first, ConsumerRecord<byte[], byte[]> record)
      throws SQLException {
    statement.setString(first, record.topic());
    statement.setInt(first + 1, record.partition());
    statement.setLong(first + 2, record.offset());
  }

  /** Whoever has become the first of its key by what was removed before it is due at once. */
  private void makeFirstDue(List<Long> keys) {
    forEachKey(
        """
        UPDATE parked_event AS p SET due_at = clock_timestamp() FROM unnest(?) AS k(key_hash)
        WHERE p.key_hash = k.key_hash AND p.due_at IS NULL AND NOT p.held AND p.record_offset = (
          SELECT min(record_offset) FROM parked_event WHERE key_hash = k.key_hash)
        """,
        keys);
  }

  private void forEachKey(String update, List<Long> keys) {
    jdbc.update(update, new SqlArrayValue("int8", keys.toArray()));
  }

  /** How many events are parked. */
  public long depth() {
    return jdbc.queryForObject("SELECT count(*) FROM parked_event", Long.class);
  }

  /** How many keys wait for an operator to decide on a dead letter. */
  public long heldKeys() {
    return jdbc.queryForObject(
        "SELECT count(DISTINCT key_hash) FROM parked_event WHERE held", Long.class);
  }

  /** How long the oldest has been parked, in seconds; 0 if none is. */
  public double ageSeconds() {
    return jdbc.queryForObject(
        "SELECT coalesce(extract(epoch FROM clock_timestamp() - min(parked_at)), 0)"
            + " FROM parked_event",
        Double.class);
  }
}
