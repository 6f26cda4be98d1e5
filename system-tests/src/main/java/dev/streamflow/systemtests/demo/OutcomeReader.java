package dev.streamflow.systemtests.demo;

import dev.streamflow.systemtests.witness.EventDecoder;
import dev.streamflow.systemtests.witness.Topics;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;

/** Reads order.events from its current end on, in a thread of its own, and keeps how orders end. */
public final class OutcomeReader implements AutoCloseable {
  private static final String TOPIC = "order.events";
  private static final Duration POLL = Duration.ofMillis(200);

  private final Map<UUID, FinalEvent> ends = new ConcurrentHashMap<>();
  private final KafkaConsumer<byte[], byte[]> consumer;
  private final EventDecoder decoder;
  private volatile @Nullable Exception failure;

  /** Starts reading: whatever is published after the return will be seen. */
  public OutcomeReader(String bootstrapServers, URI registry) {
    decoder = new EventDecoder(registry);
    consumer = Topics.consumer(bootstrapServers);
    List<TopicPartition> partitions =
        consumer.partitionsFor(TOPIC).stream()
            .map(info -> new TopicPartition(TOPIC, info.partition()))
            .toList();
    consumer.assign(partitions);
    consumer.seekToEnd(partitions);
    partitions.forEach(consumer::position);
    Thread.ofPlatform().name("outcome-reader").daemon().start(this::read);
  }

  /** The ends seen so far, by order id. */
  public Map<UUID, FinalEvent> ends() throws IOException {
    Exception failed = failure;
    if (failed != null) {
      throw new IOException("order.events cannot be read any more: " + failed, failed);
    }
    return ends;
  }

  private void read() {
    try {
      while (true) {
        for (ConsumerRecord<byte[], byte[]> kafkaRecord : consumer.poll(POLL)) {
          keepIfReadable(kafkaRecord.value(), System.nanoTime());
        }
      }
    } catch (WakeupException closed) {
      // The way to end it.
    } catch (Exception e) {
      failure = e;
    } finally {
      consumer.close();
      decoder.close();
    }
  }

  /** What cannot be read is no end of an order: who waits for one will miss it. */
  private void keepIfReadable(byte[] value, long arrivedNanos) {
    try {
      keep(decoder.read(value), arrivedNanos);
    } catch (IOException | IllegalArgumentException poison) {
      // Somebody else's.
    }
  }

  private void keep(GenericRecord event, long arrivedNanos) {
    switch (event.getSchema().getName()) {
      case "OrderConfirmed" -> keep(event, Outcome.CONFIRMED, "", arrivedNanos);
      case "OrderCancelled" ->
          keep(
              event,
              Outcome.valueOf(event.get("reason").toString()),
              event.get("detail").toString(),
              arrivedNanos);
      default -> {
        // OrderCreated is not an end.
      }
    }
  }

  private void keep(GenericRecord event, Outcome outcome, String detail, long arrivedNanos) {
    UUID order = UUID.fromString(event.get("order_id").toString());
    ends.putIfAbsent(order, new FinalEvent(order, outcome, detail, arrivedNanos));
  }

  @Override
  public void close() {
    consumer.wakeup();
  }
}
