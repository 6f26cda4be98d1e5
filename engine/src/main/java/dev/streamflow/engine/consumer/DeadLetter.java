package dev.streamflow.engine.consumer;

import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * A record that this group gives up on.
 *
 * @param eventId its event id, or null if it could not be decoded
 * @param attempts how often it was tried
 */
record DeadLetter(
    ConsumerRecord<byte[], byte[]> record, @Nullable UUID eventId, int attempts, Throwable cause) {

  static DeadLetter undecodable(ConsumerRecord<byte[], byte[]> record, Throwable cause) {
    return new DeadLetter(record, null, 1, cause);
  }

  static DeadLetter of(Attempted event, Throwable cause) {
    return new DeadLetter(event.event().record(), event.event().eventId(), event.attempt(), cause);
  }
}
