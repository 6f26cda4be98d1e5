package dev.streamflow.engine.autoconfigure;

import dev.streamflow.schemas.Topic;
import dev.streamflow.schemas.TopicCatalogue;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.jspecify.annotations.Nullable;

/** Where the group of a service stands, as Kafka says. Connects when it is asked first. */
final class GroupOffsets implements AutoCloseable {

  private final String group;
  private final List<TopicPartition> partitions;
  private final Supplier<Admin> connect;
  private @Nullable Admin kafka;

  GroupOffsets(String service, TopicCatalogue catalogue, Supplier<Admin> connect) {
    this.group = service;
    this.partitions =
        catalogue.topics().stream()
            .filter(topic -> catalogue.readBy(service).containsKey(topic.name()))
            .flatMap(GroupOffsets::partitionsOf)
            .toList();
    this.connect = connect;
  }

  private static Stream<TopicPartition> partitionsOf(Topic topic) {
    return IntStream.range(0, topic.partitions())
        .mapToObj(partition -> new TopicPartition(topic.name(), partition));
  }

  /** Where each partition ends now. */
  Map<TopicPartition, Long> ends() {
    return offsets(partitions, OffsetSpec.latest());
  }

  /** Where the group goes on: behind what it has committed, or at the first record there is. */
  Map<TopicPartition, Long> committed() {
    Map<TopicPartition, Long> committed = new HashMap<>();
    get(kafka().listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata())
        .forEach(
            (partition, offset) -> {
              if (offset != null) {
                committed.put(partition, offset.offset());
              }
            });
    List<TopicPartition> untouched =
        partitions.stream().filter(partition -> !committed.containsKey(partition)).toList();
    if (!untouched.isEmpty()) {
      committed.putAll(offsets(untouched, OffsetSpec.earliest()));
    }
    return committed;
  }

  private Map<TopicPartition, Long> offsets(List<TopicPartition> which, OffsetSpec spec) {
    Map<TopicPartition, OffsetSpec> asked =
        which.stream().collect(Collectors.toMap(partition -> partition, partition -> spec));
    Map<TopicPartition, Long> offsets = new HashMap<>();
    get(kafka().listOffsets(asked).all())
        .forEach((partition, found) -> offsets.put(partition, found.offset()));
    return offsets;
  }

  private static <T> T get(KafkaFuture<T> answer) {
    try {
      return answer.get();
    } catch (ExecutionException e) {
      throw new KafkaException("Kafka does not tell how far the group is", e.getCause());
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    }
  }

  private synchronized Admin kafka() {
    if (kafka == null) {
      kafka = connect.get();
    }
    return kafka;
  }

  @Override
  public synchronized void close() {
    if (kafka != null) {
      kafka.close();
    }
  }
}
