package dev.streamflow.engine.consumer;

import java.util.List;
import java.util.Map;
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

  /** A partition that is put back to its first record that could not be processed now. */
  record Waiting(long offset, Throwable cause) {}
}
