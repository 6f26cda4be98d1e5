package dev.streamflow.engine.consumer;

import dev.streamflow.engine.EventStamps;
import dev.streamflow.engine.outbox.OutboxRecord;
import dev.streamflow.engine.outbox.OutboxTable;
import dev.streamflow.schemas.TopicCatalogue;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.SqlArrayValue;
import org.springframework.kafka.support.KafkaHeaders;

/**
 * What the service gave up on: kept as rows, and published to its dead letter topic with the
 * original key, value and headers, byte for byte, plus the headers that spring-kafka's own dead
 * letters carry.
 */
final class DeadLetters {

  private final JdbcTemplate jdbc;
  private final OutboxTable outbox;
  private final EventStamps stamps;
  private final String service;

  DeadLetters(JdbcTemplate jdbc, OutboxTable outbox, EventStamps stamps, String service) {
    this.jdbc = jdbc;
    this.outbox = outbox;
    this.stamps = stamps;
    this.service = service;
  }

  /**
   * Adds dead letters in the current transaction. One that is known by its offset is left alone.
   */
  void add(List<DeadLetter> letters) {
    if (letters.isEmpty()) {
      return;
    }
    Map<UUID, DeadLetter> byId = LinkedHashMap.newLinkedHashMap(letters.size());
    letters.forEach(letter -> byId.put(stamps.next().id(), letter));
    insert(byId);
    byId.keySet().retainAll(kept(byId.keySet()));
    outbox.append(byId.values().stream().map(this::recordOf).toList());
  }

  /**
   * Adds dead letters that were parked before, in the current transaction. One that had been
   * redriven is open again, and says why it failed this time.
   */
  void addOrReopen(List<DeadLetter> letters) {
    List<DeadLetter> reopened = letters.stream().filter(this::reopen).toList();
    outbox.append(reopened.stream().map(this::recordOf).toList());
    add(letters.stream().filter(letter -> !reopened.contains(letter)).toList());
  }

  private boolean reopen(DeadLetter letter) {
    return jdbc.update(
            """
            UPDATE dead_letter SET resolution = NULL, attempts = attempts + ?, cause_type = ?,
              cause_message = ?, event_id = coalesce(?, event_id)
            WHERE topic = ? AND record_partition = ? AND record_offset = ?
              AND resolution = 'REDRIVEN'
            """,
            letter.attempts(),
            letter.cause().getClass().getName(),
            Causes.textOf(letter.cause()),
            letter.eventId(),
            letter.record().topic(),
            letter.record().partition(),
            letter.record().offset())
        == 1;
  }

  private void insert(Map<UUID, DeadLetter> letters) {
    jdbc.batchUpdate(
        """
        INSERT INTO dead_letter (%s, dead_letter_id, event_id, attempts, cause_type, cause_message)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (topic, record_partition, record_offset) DO NOTHING
        """
            .formatted(StoredRecord.COLUMNS),
        letters.entrySet(),
        letters.size(),
        (insert, entry) -> {
          DeadLetter letter = entry.getValue();
          StoredRecord.write(insert, letter.record());
          insert.setObject(8, entry.getKey());
          insert.setObject(9, letter.eventId());
          insert.setInt(10, letter.attempts());
          insert.setString(11, letter.cause().getClass().getName());
          insert.setString(12, Causes.textOf(letter.cause()));
        });
  }

  /** Which of the new letters have a row: those that were known before have it under another id. */
  private Set<UUID> kept(Set<UUID> ids) {
    return new HashSet<>(
        jdbc.queryForList(
            "SELECT dead_letter_id FROM dead_letter WHERE dead_letter_id = ANY (?)",
            UUID.class,
            new SqlArrayValue("uuid", ids.toArray())));
  }

  private OutboxRecord recordOf(DeadLetter letter) {
    ConsumerRecord<byte[], byte[]> record = letter.record();
    RecordHeaders headers = new RecordHeaders(record.headers().toArray());
    headers.add(KafkaHeaders.DLT_ORIGINAL_TOPIC, bytes(record.topic()));
    headers.add(KafkaHeaders.DLT_ORIGINAL_PARTITION, bytes(record.partition()));
    headers.add(KafkaHeaders.DLT_ORIGINAL_OFFSET, bytes(record.offset()));
    headers.add(KafkaHeaders.DLT_ORIGINAL_TIMESTAMP, bytes(record.timestamp()));
    headers.add(KafkaHeaders.DLT_ORIGINAL_TIMESTAMP_TYPE, bytes(record.timestampType().toString()));
    headers.add(KafkaHeaders.DLT_ORIGINAL_CONSUMER_GROUP, bytes(service));
    headers.add(KafkaHeaders.DLT_EXCEPTION_FQCN, bytes(letter.cause().getClass().getName()));
    headers.add(
        KafkaHeaders.DLT_EXCEPTION_CAUSE_FQCN,
        bytes(Causes.rootOf(letter.cause()).getClass().getName()));
    headers.add(KafkaHeaders.DELIVERY_ATTEMPT, bytes(letter.attempts()));
    headers.add(KafkaHeaders.DLT_EXCEPTION_MESSAGE, bytes(Causes.textOf(letter.cause())));
    return new OutboxRecord(
        TopicCatalogue.deadLetterTopicOf(service), record.key(), record.value(), headers);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] bytes(int number) {
    return ByteBuffer.allocate(Integer.BYTES).putInt(number).array();
  }

  private static byte[] bytes(long number) {
    return ByteBuffer.allocate(Long.BYTES).putLong(number).array();
  }
}
