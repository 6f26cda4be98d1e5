package dev.streamflow.engine.consumer;

import dev.streamflow.engine.Input;
import dev.streamflow.events.PaymentCaptured;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.SqlArrayValue;

/** A partition of payment.events in memory, which several replicas can read. */
final class TestPartition {

  private static final AtomicInteger NUMBERS = new AtomicInteger();

  /** Each has a number of its own: dead letters are known by partition and offset. */
  final TopicPartition id = new TopicPartition("payment.events", NUMBERS.getAndIncrement());

  private final List<SpecificRecord> events = new ArrayList<>();
  private final List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();

  /** Appends an event; the value of its record is its number. */
  void append(SpecificRecord event) {
    events.add(event);
    append(event.get(event.getSchema().getField("user_id").pos()).toString(), events.size() - 1);
  }

  /** Appends a record that nobody can read until it is mended. */
  void appendGarbage(String user) {
    events.add(null);
    append(user, events.size() - 1);
  }

  /** Appends a record with the same event as another one. */
  void appendCopyOf(int offset) {
    ConsumerRecord<byte[], byte[]> record = records.get(offset);
    append(new String(record.key(), StandardCharsets.UTF_8), numberIn(record.value()));
  }

  /** From now on a record that was garbage stands for an event. */
  void mend(int offset, SpecificRecord event) {
    events.set(numberIn(records.get(offset).value()), event);
  }

  private void append(String user, int number) {
    ConsumerRecord<byte[], byte[]> record =
        new ConsumerRecord<>(
            id.topic(), id.partition(), records.size(), bytes(user), bytesOf(number));
    record.headers().add("ce_type", bytes(PaymentCaptured.class.getName()));
    records.add(record);
  }

  private static byte[] bytesOf(int number) {
    return ByteBuffer.allocate(Integer.BYTES).putInt(number).array();
  }

  private static int numberIn(byte[] value) {
    return ByteBuffer.wrap(value).getInt();
  }

  /** The event of a record. */
  SpecificRecord eventAt(int offset) {
    return events.get(numberIn(records.get(offset).value()));
  }

  /** The records from an offset on. */
  List<ConsumerRecord<byte[], byte[]>> from(long offset) {
    return records.subList((int) offset, records.size());
  }

  /** The value that stands for an event which is in no record yet. */
  byte[] valueOf(String topic, Object event) {
    events.add((SpecificRecord) event);
    return bytesOf(events.size() - 1);
  }

  /** The event that a value stands for. */
  Object eventOf(String topic, byte[] value) {
    SpecificRecord event = events.get(numberIn(value));
    if (event == null) {
      throw new SerializationException("garbage");
    }
    return event;
  }

  /** The offsets of its events in the order in which they were applied, as the journal says. */
  List<Long> appliedIn(JdbcTemplate database) {
    Object[] ids =
        events.stream()
            .filter(Objects::nonNull)
            .map(event -> new Input.Event(event, null).eventId())
            .toArray();
    return database.queryForList(
        """
        SELECT e.record_offset
        FROM applied_batch, unnest(event_ids, offsets) WITH ORDINALITY
          AS e(event_id, record_offset, place)
        WHERE e.event_id = ANY (?) ORDER BY apply_seq, place
        """,
        Long.class,
        new SqlArrayValue("uuid", ids));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
