package dev.streamflow.systemtests.faults.poison;

import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toSet;

import dev.streamflow.systemtests.faults.poison.PoisonSupply.Poison;
import dev.streamflow.systemtests.witness.Position;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** Publishes poison into the event topics, evenly over a while, past all services. */
final class PoisonPublisher implements AutoCloseable {
  private static final int MOST_BYTES = 2 * 1024 * 1024;

  private final KafkaProducer<byte[], byte[]> producer;
  private final List<Poison> supply;
  private final Duration lasts;
  private final List<Future<RecordMetadata>> sent = new ArrayList<>();
  private @Nullable Thread schedule;

  /** A poison record, and where Kafka has put it. */
  record Published(Poison poison, Position position, long timestampMillis) {}

  PoisonPublisher(String bootstrapServers, List<Poison> supply, Duration lasts) {
    this.supply = supply;
    this.lasts = lasts;
    this.producer =
        new KafkaProducer<>(
            Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
                MOST_BYTES),
            new ByteArraySerializer(),
            new ByteArraySerializer());
  }

  /** Begins, if it has not begun yet; returns at once. */
  void start() {
    if (schedule == null) {
      schedule = Thread.ofPlatform().name("poison").daemon().start(this::followSchedule);
    }
  }

  private void followSchedule() {
    long startNanos = System.nanoTime();
    for (Poison poison : supply) {
      long dueNanos = startNanos + lasts.toNanos() * sent.size() / supply.size();
      for (long wait = dueNanos - System.nanoTime();
          wait > 0;
          wait = dueNanos - System.nanoTime()) {
        LockSupport.parkNanos(wait);
      }
      RawRecord raw = poison.content();
      sent.add(
          producer.send(
              new ProducerRecord<>(raw.topic(), null, raw.key(), raw.value(), raw.headers())));
    }
  }

  /** Returns when everything is in the topics. */
  void awaitEnd() {
    start();
    try {
      schedule.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while poison is published", e);
    }
    producer.flush();
  }

  /** What was published, once it has ended. */
  List<Published> published() {
    List<Published> published = new ArrayList<>();
    for (int index = 0; index < sent.size(); index++) {
      RecordMetadata where = acknowledged(sent.get(index));
      Position position = new Position(where.topic(), where.partition(), where.offset());
      published.add(new Published(supply.get(index), position, where.timestamp()));
    }
    return published;
  }

  /** Where it stands, by the group that must have given it up. */
  Map<String, Set<Position>> positionsByGroup() {
    return published().stream()
        .flatMap(
            one -> one.poison().groups().stream().map(group -> Map.entry(group, one.position())))
        .collect(Collectors.groupingBy(Map.Entry::getKey, mapping(Map.Entry::getValue, toSet())));
  }

  private static RecordMetadata acknowledged(Future<RecordMetadata> sent) {
    try {
      return sent.get();
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException("poison that Kafka does not take", e);
    }
  }

  @Override
  public void close() {
    producer.close();
  }
}
