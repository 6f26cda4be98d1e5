package dev.streamflow.engine.consumer;

import dev.streamflow.engine.EventStamps;
import dev.streamflow.engine.outbox.HeaderBytes;
import dev.streamflow.engine.outbox.OutboxRecord;
import dev.streamflow.engine.outbox.OutboxTable;
import dev.streamflow.schemas.TopicCatalogue;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.springframework.jdbc.core.JdbcTemplate;
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
    List<OutboxRecord> records = new ArrayList<>();
    for (DeadLetter letter : letters) {
      if (insert(letter)) {
        records.add(recordOf(letter));
      }
    }
    outbox.append(records);
  }

  private boolean insert(DeadLetter letter) {
    ConsumerRecord<byte[], byte[]> record = letter.record();
    return jdbc.update(
            """
            INSERT INTO dead_letter (dead_letter_id, topic, record_partition, record_offset,
              record_timestamp, record_key, value, headers, event_id, cause_type, cause_message)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (topic, record_partition, record_offset) DO NOTHING
            """,
            stamps.next().id(),
            record.topic(),
            record.partition(),
            record.offset(),
            Instant.ofEpochMilli(record.timestamp()).atOffset(ZoneOffset.UTC),
            record.key(),
            record.value(),
            HeaderBytes.write(record.headers()),
            letter.eventId(),
            letter.cause().getClass().getName(),
            Causes.chainOf(letter.cause()))
        == 1;
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
    headers.add(KafkaHeaders.DLT_EXCEPTION_MESSAGE, bytes(Causes.chainOf(letter.cause())));
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
