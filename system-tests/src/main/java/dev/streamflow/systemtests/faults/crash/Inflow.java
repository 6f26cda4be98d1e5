package dev.streamflow.systemtests.faults.crash;

import dev.streamflow.events.OrderCancelled;
import dev.streamflow.events.StockReserved;
import dev.streamflow.schemas.AvroEventSerializer;
import dev.streamflow.systemtests.running.LocalSystem;
import dev.streamflow.systemtests.witness.Position;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Publishes what payment-service reads, in place of inventory and order service. */
final class Inflow implements AutoCloseable {

  private static final byte[] POISON = {0, 0, 0, 0, 1, 42, 0};

  /** Long enough for the records of a round to be together when {@code flush} sends them. */
  private static final int LINGER_MILLIS = (int) Duration.ofSeconds(10).toMillis();

  private final AvroEventSerializer serializer = new AvroEventSerializer();
  private final KafkaProducer<byte[], byte[]> producer;

  Inflow(LocalSystem system) {
    serializer.configure(Map.of("schema.registry.url", system.registry().toString()), false);
    producer =
        new KafkaProducer<>(
            Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                system.bootstrapServers(),
                ProducerConfig.LINGER_MS_CONFIG,
                LINGER_MILLIS),
            new ByteArraySerializer(),
            new ByteArraySerializer());
  }

  /** Publishes a round; returns when Kafka has it. */
  Publication publish(Round round, boolean withUnstorable) {
    StockReserved twice = round.reservation(round.kept().getFirst());
    List<StockReserved> reservations =
        List.of(
            twice,
            round.reservation(round.cancelled()),
            twice,
            round.reservation(round.kept().getLast()));
    List<Future<RecordMetadata>> sent = new ArrayList<>();
    reservations.forEach(event -> sent.add(send("inventory.events", event)));
    Future<RecordMetadata> poison =
        send("inventory.events", round.user(), StockReserved.class, POISON);
    List<Future<RecordMetadata>> unstorable =
        withUnstorable
            ? List.of(send("inventory.events", round.reservation(round.unstorable())))
            : List.of();
    producer.flush();
    OrderCancelled cancellation = round.cancellation();
    Future<RecordMetadata> cancelled = send("order.events", cancellation);
    producer.flush();

    Map<Position, UUID> positions = new LinkedHashMap<>();
    for (int i = 0; i < sent.size(); i++) {
      positions.put(position(sent.get(i)), reservations.get(i).getEventId());
    }
    return new Publication(
        round,
        positions,
        position(poison),
        unstorable.stream().map(Inflow::position).toList(),
        Map.entry(position(cancelled), cancellation.getEventId()));
  }

  private Future<RecordMetadata> send(String topic, SpecificRecord event) {
    String user = event.get(event.getSchema().getField("user_id").pos()).toString();
    return send(topic, user, event.getClass(), serializer.serialize(topic, event));
  }

  private Future<RecordMetadata> send(String topic, String user, Class<?> type, byte[] value) {
    ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(topic, bytes(user), value);
    record.headers().add("ce_type", bytes(type.getName()));
    return producer.send(record);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static Position position(Future<RecordMetadata> sent) {
    try {
      RecordMetadata metadata = sent.get();
      return new Position(metadata.topic(), metadata.partition(), metadata.offset());
    } catch (ExecutionException e) {
      throw new IllegalStateException("Kafka did not take a record: " + e.getCause(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while publishing", e);
    }
  }

  @Override
  public void close() {
    producer.close();
    serializer.close();
  }
}
