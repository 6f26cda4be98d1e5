package dev.streamflow.localstack;

import dev.streamflow.schemas.AvroEventDeserializer;
import dev.streamflow.schemas.TopicCatalogue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;

/** Reads all event topics from their beginning, once, and keeps what it has read. */
final class EventReader implements AutoCloseable {

  private static final Duration POLL = Duration.ofMillis(100);

  private final Consumer<byte[], byte[]> consumer;
  private final Deserializer<SpecificRecord> deserializer = new AvroEventDeserializer();
  private final Map<Class<?>, List<SpecificRecord>> eventsByType = new HashMap<>();

  EventReader(LocalStack stack, TopicCatalogue catalogue) {
    deserializer.configure(Map.of("schema.registry.url", stack.registryUrl()), false);
    consumer =
        new KafkaConsumer<>(
            Map.of(
                "bootstrap.servers",
                stack.bootstrapServers(),
                "key.deserializer",
                ByteArrayDeserializer.class,
                "value.deserializer",
                ByteArrayDeserializer.class,
                "enable.auto.commit",
                false));
    List<TopicPartition> partitions =
        catalogue.eventTopics().stream()
            .flatMap(topic -> consumer.partitionsFor(topic.name()).stream())
            .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
            .toList();
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
  }

  /** What has been read of a type so far, in the order of each user. */
  synchronized <T extends SpecificRecord> Stream<T> read(Class<T> type) {
    List<SpecificRecord> events = eventsByType.getOrDefault(type, List.of());
    return List.copyOf(events).stream().map(type::cast);
  }

  /** Reads some more, waiting a little if there is nothing. */
  synchronized void poll() {
    consumer.poll(POLL).forEach(this::keep);
  }

  /** Reads up to what the end of the topics is now. */
  synchronized void readToEnd() {
    Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment());
    while (ends.entrySet().stream()
        .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
      poll();
    }
  }

  /** What cannot be decoded is no event: tests put such records there on purpose. */
  private void keep(ConsumerRecord<byte[], byte[]> record) {
    try {
      SpecificRecord event = deserializer.deserialize(record.topic(), record.value());
      if (event != null) {
        eventsByType.computeIfAbsent(event.getClass(), _ -> new ArrayList<>()).add(event);
      }
    } catch (SerializationException undecodable) {
      return;
    }
  }

  @Override
  public synchronized void close() {
    consumer.close();
    deserializer.close();
  }
}
