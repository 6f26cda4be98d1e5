package dev.streamflow.engine.consumer;

import dev.streamflow.engine.Input;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * A parked record as it stands in the table, and what {@link Attempted} says of it.
 *
 * @param eventId its event id, or null if the inbox does not know it: it was a dead letter that
 *     nobody could read
 */
record ParkedRow(
    ConsumerRecord<byte[], byte[]> record,
    @Nullable UUID eventId,
    long keyHash,
    int attempt,
    int defects) {

  static ParkedRow of(ResultSet row, int number) throws SQLException {
    return new ParkedRow(
        StoredRecord.read(row),
        row.getObject("event_id", UUID.class),
        row.getLong("key_hash"),
        row.getInt("attempt"),
        row.getInt("defects"));
  }

  boolean isInInbox() {
    return eventId != null;
  }

  Attempted with(Input.Event event) {
    return new Attempted(new ConsumedEvent(record, event), keyHash, attempt, defects, null);
  }
}
