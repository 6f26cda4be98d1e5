package dev.streamflow.localstack;

import dev.streamflow.schemas.AvroEventSerializer;
import dev.streamflow.schemas.TopicCatalogue;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.function.Predicate;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * All events of a stack, for tests: publishes as any service would, and reads every event topic
 * from its beginning without joining a group. Safe for use by several threads.
 */
public final class EventLog implements AutoCloseable {

  private static final Duration AWAIT_TIMEOUT = Duration.ofSeconds(30);

  private final TopicCatalogue catalogue = TopicCatalogue.load();
  private final Producer<String, SpecificRecord> producer;
  private final EventReader reader;

  private EventLog(LocalStack stack) {
    this.producer =
        new KafkaProducer<>(
            Map.of(
                "bootstrap.servers",
                stack.bootstrapServers(),
                "acks",
                "all",
                "key.serializer",
                StringSerializer.class,
                "value.serializer",
                AvroEventSerializer.class,
                "schema.registry.url",
                stack.registryUrl()));
    this.reader = new EventReader(stack, catalogue);
  }

  /** The events of this stack. */
  public static EventLog of(LocalStack stack) {
    return new EventLog(stack);
  }

  /**
   * Publishes an event to its topic, keyed by its user, with the headers of a CloudEvent. Returns
   * when Kafka has it. Publishing the same object twice makes a duplicate.
   */
  public void publish(SpecificRecord event) {
    Schema type = event.getSchema();
    ProducerRecord<String, SpecificRecord> record =
        new ProducerRecord<>(
            catalogue.topicOf(type.getFullName()).name(), field(event, "user_id"), event);
    record
        .headers()
        .add("ce_specversion", bytes("1.0"))
        .add("ce_id", bytes(field(event, "event_id")))
        .add("ce_type", bytes(type.getFullName()))
        .add("ce_source", bytes("/event-log"))
        .add("ce_time", bytes(field(event, "occurred_at")));
    try {
      producer.send(record).get();
    } catch (ExecutionException e) {
      throw new LocalStackException("Kafka did not take the event", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LocalStackException("Interrupted while publishing", e);
    }
  }

  /**
   * Waits until an event of this type that matches is in its topic; the first of several.
   *
   * @throws AssertionError if there is none after half a minute
   */
  public <T extends SpecificRecord> T await(Class<T> type, Predicate<? super T> which) {
    Instant deadline = Instant.now().plus(AWAIT_TIMEOUT);
    while (true) {
      Optional<T> found = reader.read(type).filter(which).findFirst();
      if (found.isPresent()) {
        return found.get();
      }
      if (Instant.now().isAfter(deadline)) {
        throw new AssertionError(
            "No such %s within %s s, but %d others"
                .formatted(
                    type.getSimpleName(), AWAIT_TIMEOUT.toSeconds(), reader.read(type).count()));
      }
      reader.poll();
    }
  }

  /** The events of this type that match and are in their topic now, in the order of each user. */
  public <T extends SpecificRecord> List<T> all(Class<T> type, Predicate<? super T> which) {
    reader.readToEnd();
    return reader.read(type).filter(which).toList();
  }

  private static String field(SpecificRecord event, String name) {
    return event.get(event.getSchema().getField(name).pos()).toString();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    producer.close();
    reader.close();
  }
}
