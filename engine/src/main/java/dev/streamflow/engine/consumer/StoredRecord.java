package dev.streamflow.engine.consumer;

import dev.streamflow.engine.outbox.HeaderBytes;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.record.TimestampType;

/** A record of Kafka's in the columns that parked events and dead letters have in common. */
final class StoredRecord {

  /** The names of the columns, in the order of {@link #write}. */
  static final String COLUMNS =
      "topic, record_partition, record_offset, record_timestamp, record_key, value, headers";

  /** How many columns there are. */
  static final int WIDTH = 7;

  private StoredRecord() {}

  /** Sets the first parameters of a statement. */
  static void write(PreparedStatement statement, ConsumerRecord<byte[], byte[]> record)
      throws SQLException {
    statement.setString(1, record.topic());
    statement.setInt(2, record.partition());
    statement.setLong(3, record.offset());
    statement.setObject(4, Instant.ofEpochMilli(record.timestamp()).atOffset(ZoneOffset.UTC));
    statement.setBytes(5, record.key());
    statement.setBytes(6, record.value());
    statement.setBytes(7, HeaderBytes.write(record.headers()));
  }

  static ConsumerRecord<byte[], byte[]> read(ResultSet row) throws SQLException {
    return new ConsumerRecord<>(
        row.getString("topic"),
        row.getInt("record_partition"),
        row.getLong("record_offset"),
        row.getObject("record_timestamp", OffsetDateTime.class).toInstant().toEpochMilli(),
        TimestampType.CREATE_TIME,
        ConsumerRecord.NULL_SIZE,
        ConsumerRecord.NULL_SIZE,
        row.getBytes("record_key"),
        row.getBytes("value"),
        HeaderBytes.read(row.getBytes("headers")),
        Optional.empty());
  }
}
