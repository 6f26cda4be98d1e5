package dev.streamflow.engine.consumer;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * What a poll has brought, decoded.
 *
 * @param events the events that this group consumes, in the order of their offsets
 * @param undecodable the records that nobody can read
 * @param ignored how many records carry types that this group does not consume
 * @param next where each partition goes on once all of this is processed
 * @param waiting the partitions that stop early because the registry is needed and cannot be asked
 */
record Decoded(
    List<ConsumedEvent> events,
    List<DeadLetter> undecodable,
    int ignored,
    Map<TopicPartition, OffsetAndMetadata> next,
    Map<TopicPartition, Waiting> waiting) {

  /** This and another, as if both had been decoded together. */
  Decoded and(Decoded other) {
    Map<TopicPartition, OffsetAndMetadata> nexts = new HashMap<>(next);
    nexts.putAll(other.next);
    Map<TopicPartition, Waiting> waits = new HashMap<>(waiting);
    waits.putAll(other.waiting);
    return new Decoded(
        Stream.concat(events.stream(), other.events.stream()).toList(),
        Stream.concat(undecodable.stream(), other.undecodable.stream()).toList(),
        ignored + other.ignored,
        nexts,
        waits);
  }

  /**
   * @throws IllegalStateException if something could not be read because the registry is needed
   */
  void requireNothingWaits() {
    for (Waiting waits : waiting.values()) {
      throw new IllegalStateException("the registry is needed and cannot be asked", waits.cause());
    }
  }

  /** A partition that is put back to its first record that could not be processed now. */
  record Waiting(long offset, Throwable cause) {}
}
