package dev.streamflow.engine.consumer;

import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * A record that this group gives up on.
 *
 * @param eventId its event id, or null if it could not be decoded
 */
record DeadLetter(ConsumerRecord<byte[], byte[]> record, @Nullable UUID eventId, Throwable cause) {

  static DeadLetter undecodable(ConsumerRecord<byte[], byte[]> record, Throwable cause) {
    return new DeadLetter(record, null, cause);
  }

  static DeadLetter of(ConsumedEvent event, Throwable cause) {
    return new DeadLetter(event.record(), event.eventId(), cause);
  }
}
