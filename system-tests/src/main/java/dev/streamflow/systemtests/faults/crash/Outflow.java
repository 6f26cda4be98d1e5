package dev.streamflow.systemtests.faults.crash;

import dev.streamflow.systemtests.running.LocalSystem;
import dev.streamflow.systemtests.witness.EventDecoder;
import dev.streamflow.systemtests.witness.Position;
import dev.streamflow.systemtests.witness.Topics;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Headers;

/** All that payment-service has published, read from the beginning and then on. */
final class Outflow implements AutoCloseable {

  private static final String EVENTS = "payment.events";
  private static final String DEAD_LETTERS = "payment-service.dlq";
  private static final Duration POLL = Duration.ofMillis(50);

  private final KafkaConsumer<byte[], byte[]> consumer;
  private final EventDecoder decoder;
  private final Map<UUID, Map<String, Set<UUID>>> eventsByOrder = new HashMap<>();
  private final Set<Position> deadLetters = new HashSet<>();

  Outflow(LocalSystem system) {
    decoder = new EventDecoder(system.registry());
    consumer = Topics.consumer(system.bootstrapServers());
    consumer.assign(
        Stream.of(EVENTS, DEAD_LETTERS)
            .flatMap(topic -> consumer.partitionsFor(topic).stream())
            .map(info -> new TopicPartition(info.topic(), info.partition()))
            .toList());
    consumer.seekToBeginning(consumer.assignment());
  }

  /** Reads up to what is the end now. */
  void readToEnd() throws IOException {
    Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment());
    while (ends.entrySet().stream()
        .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
        keep(record);
      }
    }
  }

  private void keep(ConsumerRecord<byte[], byte[]> record) throws IOException {
    if (record.topic().equals(DEAD_LETTERS)) {
      deadLetters.add(originOf(record.headers()));
      return;
    }
    GenericRecord event = decoder.read(record.value());
    eventsByOrder
        .computeIfAbsent(UUID.fromString(event.get("order_id").toString()), id -> new HashMap<>())
        .computeIfAbsent(event.getSchema().getName(), type -> new HashSet<>())
        .add(UUID.fromString(event.get("event_id").toString()));
  }

  private static Position originOf(Headers headers) {
    return new Position(
        new String(headers.lastHeader("kafka_dlt-original-topic").value(), StandardCharsets.UTF_8),
        ByteBuffer.wrap(headers.lastHeader("kafka_dlt-original-partition").value()).getInt(),
        ByteBuffer.wrap(headers.lastHeader("kafka_dlt-original-offset").value()).getLong());
  }

  /** How many different events of a type there are about an order; repetitions count once. */
  int count(UUID order, String type) {
    return eventsByOrder.getOrDefault(order, Map.of()).getOrDefault(type, Set.of()).size();
  }

  /** Whether the record that stood there was published as a dead letter. */
  boolean hasDeadLetterOf(Position position) {
    return deadLetters.contains(position);
  }

  @Override
  public void close() {
    consumer.close();
    decoder.close();
  }
}
