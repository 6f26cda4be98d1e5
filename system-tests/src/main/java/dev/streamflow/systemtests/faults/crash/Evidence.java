package dev.streamflow.systemtests.faults.crash;

import dev.streamflow.systemtests.running.LocalSystem;
import dev.streamflow.systemtests.witness.LedgerEntry;
import dev.streamflow.systemtests.witness.Position;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.springframework.jdbc.core.simple.JdbcClient;
import redis.clients.jedis.RedisClient;

/** What is durable of payment-service: in its database, in Redis, and in its group's offsets. */
final class Evidence implements AutoCloseable {

  private static final String SERVICE = Victim.SERVICE;

  private final JdbcClient database;
  private final RedisClient redis;
  private final Admin kafka;

  Evidence(LocalSystem system) {
    database = JdbcClient.create(system.databaseOf(SERVICE));
    redis = RedisClient.create(system.redisUrl());
    kafka = Admin.create(Map.of("bootstrap.servers", system.bootstrapServers()));
  }

  /** Which of the events have their row in the inbox. */
  Set<UUID> inInbox(Collection<UUID> events) {
    return ids("SELECT event_id FROM inbox WHERE event_id = ANY (?::uuid[])", events);
  }

  /** Which of the events are marked as processed in Redis. */
  Set<UUID> marked(Collection<UUID> events) {
    String generation =
        database
            .sql("SELECT generation::text FROM database_generation")
            .query(String.class)
            .single();
    Set<String> sets = redis.keys(SERVICE + ":" + generation + ":*");
    Set<UUID> marked = new HashSet<>(events);
    marked.removeIf(id -> sets.stream().noneMatch(set -> isIn(set, id)));
    return marked;
  }

  private boolean isIn(String set, UUID id) {
    byte[] member =
        ByteBuffer.allocate(Long.BYTES * 2)
            .putLong(id.getMostSignificantBits())
            .putLong(id.getLeastSignificantBits())
            .array();
    return redis.sismember(set.getBytes(StandardCharsets.UTF_8), member);
  }

  /** The journal's entries about the events, in the order in which they were applied. */
  List<Applied> journal(Collection<UUID> events) {
    return database
        .sql(
            """
            SELECT id, topic, record_partition, record_offset
            FROM applied_batch, unnest(event_ids, topics, partitions, offsets)
              WITH ORDINALITY AS a(id, topic, record_partition, record_offset, place)
            WHERE id = ANY (?::uuid[]) ORDER BY apply_seq, place
            """)
        .param(texts(events))
        .query(
            (row, number) ->
                new Applied(
                    row.getObject(1, UUID.class),
                    new Position(row.getString(2), row.getInt(3), row.getLong(4))))
        .list();
  }

  /** An event, and the record that it was taken from. */
  record Applied(UUID event, Position position) {}

  /** The status of each payment; an order that is not known has none. */
  Map<UUID, String> statuses(Collection<UUID> orders) {
    Map<UUID, String> statuses = new HashMap<>();
    database
        .sql("SELECT order_id, status FROM payment WHERE order_id = ANY (?::uuid[])")
        .param(texts(orders))
        .query(
            row -> {
              statuses.put(row.getObject(1, UUID.class), row.getString(2));
            });
    return statuses;
  }

  /** Which of the orders have a capture whose answer is not applied. */
  Set<UUID> openCaptures(Collection<UUID> orders) {
    return ids(
        "SELECT order_id FROM call WHERE idempotency_key LIKE 'capture:%'"
            + " AND order_id = ANY (?::uuid[])",
        orders);
  }

  /** How many of the calls have been tried without an answer. */
  long callsWithError() {
    return count("SELECT count(*) FROM call WHERE last_error IS NOT NULL");
  }

  long parkedEvents() {
    return count("SELECT count(*) FROM parked_event");
  }

  long outboxRows() {
    return count("SELECT count(*) FROM outbox");
  }

  long openCalls() {
    return count("SELECT count(*) FROM call");
  }

  boolean relayLeaseIsTaken() {
    return count("SELECT count(*) FROM relay_lease") > 0;
  }

  boolean hasDeadLetterOf(Position position) {
    return database
        .sql(
            "SELECT 1 FROM dead_letter"
                + " WHERE topic = ? AND record_partition = ? AND record_offset = ?")
        .params(position.topic(), position.partition(), position.offset())
        .query()
        .listOfRows()
        .stream()
        .findAny()
        .isPresent();
  }

  /** Which of the events are parked. */
  Set<UUID> parked(Collection<UUID> events) {
    return ids("SELECT event_id FROM parked_event WHERE event_id = ANY (?::uuid[])", events);
  }

  /** Which of the events are dead letters on which nobody has decided. */
  Set<UUID> undecided(Collection<UUID> events) {
    return ids(
        "SELECT event_id FROM dead_letter"
            + " WHERE resolution IS NULL AND event_id = ANY (?::uuid[])",
        events);
  }

  /**
   * Which of the events are dead letters that are to be tried again, and it is known who said so.
   */
  Set<UUID> redriven(Collection<UUID> events) {
    return ids(
        "SELECT event_id FROM dead_letter JOIN dead_letter_act USING (dead_letter_id)"
            + " WHERE resolution = 'REDRIVEN' AND act = 'REDRIVE' AND event_id = ANY (?::uuid[])",
        events);
  }

  /** What the group has committed. */
  Offsets committed() throws InterruptedException {
    try {
      return new Offsets(
          kafka.listConsumerGroupOffsets(SERVICE).partitionsToOffsetAndMetadata().get());
    } catch (ExecutionException e) {
      throw new IllegalStateException("Kafka does not tell the offsets: " + e.getCause(), e);
    }
  }

  /** The group's offsets by partition; one that it never committed is missing. */
  record Offsets(Map<TopicPartition, OffsetAndMetadata> committed) {

    /** Whether the group says that it is done with a record. */
    boolean arePast(Position record) {
      OffsetAndMetadata next =
          committed.get(new TopicPartition(record.topic(), record.partition()));
      return next != null && next.offset() > record.offset();
    }
  }

  /** How many members the group has. */
  int members() throws InterruptedException {
    try {
      return kafka
          .describeConsumerGroups(List.of(SERVICE))
          .describedGroups()
          .get(SERVICE)
          .get()
          .members()
          .size();
    } catch (ExecutionException e) {
      throw new IllegalStateException("Kafka does not tell the members: " + e.getCause(), e);
    }
  }

  /** The movements of money about an order. */
  static List<LedgerEntry.Kind> movements(List<LedgerEntry> ledger, UUID order) {
    return ledger.stream()
        .filter(entry -> entry.reference().equals(order.toString()))
        .map(LedgerEntry::kind)
        .toList();
  }

  private Set<UUID> ids(String sql, Collection<UUID> values) {
    return new HashSet<>(database.sql(sql).param(texts(values)).query(UUID.class).list());
  }

  private long count(String sql) {
    return database.sql(sql).query(Long.class).single();
  }

  private static String[] texts(Collection<UUID> ids) {
    return ids.stream().map(UUID::toString).toArray(String[]::new);
  }

  @Override
  public void close() {
    redis.close();
    kafka.close();
  }
}
