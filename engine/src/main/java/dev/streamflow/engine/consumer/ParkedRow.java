package dev.streamflow.engine.consumer;

import dev.streamflow.engine.Input;
import dev.streamflow.engine.outbox.HeaderBytes;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.record.TimestampType;

/** A parked record as it stands in the table, and what {@link Attempted} says of it. */
record ParkedRow(ConsumerRecord<byte[], byte[]> record, long keyHash, int attempt, int defects) {

  static ParkedRow of(ResultSet row, int number) throws SQLException {
    return new ParkedRow(
        new ConsumerRecord<>(
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
            Optional.empty()),
        row.getLong("key_hash"),
        row.getInt("attempt"),
        row.getInt("defects"));
  }

  Attempted with(Input.Event event) {
    return new Attempted(new ConsumedEvent(record, event), keyHash, attempt, defects, null);
  }
}
