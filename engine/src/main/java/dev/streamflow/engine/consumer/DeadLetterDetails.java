package dev.streamflow.engine.consumer;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.io.JsonEncoder;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/**
 * All that is known of a dead letter.
 *
 * @param cause the class of the failure
 * @param message its message and its causes
 * @param attempts how often the record was tried
 * @param givenUpAt when it became a dead letter for the first time
 * @param resolution REDRIVEN, DISCARDED, or null if nobody has decided
 * @param headers the record's headers, each as {@code name: value}
 * @param event the value in Avro's JSON encoding, or null if it cannot be read
 * @param valueHex the value's bytes, or null if it has none
 * @param acts what was done with it
 */
public record DeadLetterDetails(
    String topic,
    int partition,
    long offset,
    @Nullable String key,
    String cause,
    String message,
    int attempts,
    Instant givenUpAt,
    @Nullable String resolution,
    List<String> headers,
    @Nullable String event,
    @Nullable String valueHex,
    List<Act> acts) {

  /**
   * What somebody has done with the letter, and why.
   *
   * @param replacedHex the bytes of the value that an edit has replaced, if there were any
   */
  public record Act(
      String act, String by, String reason, Instant at, @Nullable String replacedHex) {

    static Act of(ResultSet row, int number) throws SQLException {
      return new Act(
          row.getString("act"),
          row.getString("acted_by"),
          row.getString("reason"),
          row.getObject("acted_at", OffsetDateTime.class).toInstant(),
          hexOf(row.getBytes("replaced")));
    }
  }

  static DeadLetterDetails of(
      ResultSet row,
      ConsumerRecord<byte[], byte[]> record,
      Deserializer<Object> deserializer,
      List<Act> acts)
      throws SQLException {
    return new DeadLetterDetails(
        record.topic(),
        record.partition(),
        record.offset(),
        textOf(record.key()),
        row.getString("cause_type"),
        row.getString("cause_message"),
        row.getInt("attempts"),
        row.getObject("created_at", OffsetDateTime.class).toInstant(),
        row.getString("resolution"),
        headersOf(record),
        jsonOf(record, deserializer),
        hexOf(record.value()),
        acts);
  }

  private static List<String> headersOf(ConsumerRecord<byte[], byte[]> record) {
    return Arrays.stream(record.headers().toArray())
        .map(header -> header.key() + ": " + textOf(header.value()))
        .toList();
  }

  private static @Nullable String textOf(byte @Nullable [] bytes) {
    return bytes == null ? null : new String(bytes, StandardCharsets.UTF_8);
  }

  private static @Nullable String hexOf(byte @Nullable [] bytes) {
    return bytes == null ? null : HexFormat.of().formatHex(bytes);
  }

  /** What cannot be read now, for whatever reason, is shown as bytes. */
  private static @Nullable String jsonOf(
      ConsumerRecord<byte[], byte[]> record, Deserializer<Object> deserializer) {
    try {
      Object value = deserializer.deserialize(record.topic(), record.headers(), record.value());
      return value instanceof SpecificRecord event ? jsonOf(event) : null;
    } catch (RuntimeException | IOException e) {
      return null;
    }
  }

  static String jsonOf(SpecificRecord event) throws IOException {
    ByteArrayOutputStream json = new ByteArrayOutputStream();
    JsonEncoder encoder = EncoderFactory.get().jsonEncoder(event.getSchema(), json);
    new SpecificDatumWriter<SpecificRecord>(event.getSchema()).write(event, encoder);
    encoder.flush();
    return json.toString(StandardCharsets.UTF_8);
  }
}
