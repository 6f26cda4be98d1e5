package dev.streamflow.systemtests.witness;

import dev.streamflow.schemas.Topic;
import dev.streamflow.schemas.TopicCatalogue;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * Where consumer groups stand in their topics, as Kafka has it.
 *
 * @param committed the offset that each group would go on from, by group; partitions without one
 *     are left out
 * @param ends the offset after the last record of each partition, of dead letter topics too
 */
public record Offsets(
    Map<String, Map<TopicPartition, Long>> committed, Map<TopicPartition, Long> ends) {

  /** Asks Kafka, for the groups first: no offset is past an end because of the time in between. */
  public static Offsets read(Admin kafka, Collection<String> groups) throws InterruptedException {
    return read(kafka, groups, TopicCatalogue.load());
  }

  /** The same for the topics of a catalogue that is not the one on the class path. */
  public static Offsets read(Admin kafka, Collection<String> groups, TopicCatalogue catalogue)
      throws InterruptedException {
    try {
      return new Offsets(committed(kafka, groups), ends(kafka, catalogue));
    } catch (ExecutionException e) {
      throw new IllegalStateException("Kafka does not tell the offsets: " + e.getCause(), e);
    }
  }

  /** The offsets that a group would go on from. */
  public Map<TopicPartition, Long> committedBy(String group) {
    return committed.getOrDefault(group, Map.of());
  }

  /** The ends of some topics. */
  public Map<TopicPartition, Long> endsOf(Collection<String> topics) {
    return ends.entrySet().stream()
        .filter(end -> topics.contains(end.getKey().topic()))
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  /** By how many records a group is behind the end of each partition of some topics. */
  public LongStream behind(String group, Collection<String> topics) {
    Map<TopicPartition, Long> committed = committedBy(group);
    return endsOf(topics).entrySet().stream()
        .mapToLong(end -> end.getValue() - committed.getOrDefault(end.getKey(), 0L));
  }

  /** All partitions of the event topics. */
  static Stream<TopicPartition> partitions(TopicCatalogue catalogue) {
    return catalogue.eventTopics().stream().flatMap(Offsets::partitionsOf);
  }

  private static Stream<TopicPartition> partitionsOf(Topic topic) {
    return IntStream.range(0, topic.partitions())
        .mapToObj(partition -> new TopicPartition(topic.name(), partition));
  }

  private static Map<String, Map<TopicPartition, Long>> committed(
      Admin kafka, Collection<String> groups) throws InterruptedException, ExecutionException {
    Map<String, ListConsumerGroupOffsetsSpec> all =
        groups.stream()
            .collect(
                Collectors.toMap(Function.identity(), _ -> new ListConsumerGroupOffsetsSpec()));
    Map<String, Map<TopicPartition, Long>> committed = new HashMap<>();
    kafka
        .listConsumerGroupOffsets(all)
        .all()
        .get()
        .forEach((group, offsets) -> committed.put(group, numbers(offsets)));
    return committed;
  }

  private static Map<TopicPartition, Long> numbers(Map<TopicPartition, OffsetAndMetadata> offsets) {
    Map<TopicPartition, Long> numbers = new HashMap<>();
    offsets.forEach(
        (partition, offset) -> {
          if (offset != null) {
            numbers.put(partition, offset.offset());
          }
        });
    return numbers;
  }

  private static Map<TopicPartition, Long> ends(Admin kafka, TopicCatalogue catalogue)
      throws InterruptedException, ExecutionException {
    Map<TopicPartition, OffsetSpec> latest =
        catalogue.topics().stream()
            .flatMap(Offsets::partitionsOf)
            .collect(Collectors.toMap(Function.identity(), _ -> OffsetSpec.latest()));
    Map<TopicPartition, Long> ends = new HashMap<>();
    kafka
        .listOffsets(latest)
        .all()
        .get()
        .forEach((partition, end) -> ends.put(partition, end.offset()));
    return ends;
  }
}
