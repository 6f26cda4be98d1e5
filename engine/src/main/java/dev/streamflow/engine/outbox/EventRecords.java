package dev.streamflow.engine.outbox;

import dev.streamflow.schemas.Topic;
import dev.streamflow.schemas.TopicCatalogue;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/**
 * Turns an event into its Kafka record: topic by the catalogue, keyed by the topic's key field,
 * with CloudEvents headers in binary mode and the W3C trace.
 */
public final class EventRecords {

  /** Room that Kafka's batch and record framing takes of a topic's limit, in bytes. */
  private static final int FRAMING_BYTES = 1024;

  private final String service;
  private final TopicCatalogue catalogue;
  private final Serializer<Object> serializer;

  /**
   * @param service the name under which this service owns topics
   * @param serializer writes the value; talks to the registry only until {@link #resolveSchemas}
   */
  public EventRecords(String service, TopicCatalogue catalogue, Serializer<Object> serializer) {
    this.service = service;
    this.catalogue = catalogue;
    this.serializer = serializer;
  }

  /**
   * The record of an event.
   *
   * @param attempts how often what it tells of was tried
   * @throws IllegalArgumentException if another service owns the event's topic
   * @throws RecordTooLargeException if its topic would not take it
   */
  public OutboxRecord of(SpecificRecord event, @Nullable String traceparent, int attempts) {
    Schema schema = event.getSchema();
    Topic topic = catalogue.topicOf(schema.getFullName());
    if (!topic.owner().equals(service)) {
      throw new IllegalArgumentException(
          "%s is written by %s, not by %s".formatted(schema.getFullName(), topic.owner(), service));
    }
    RecordHeaders headers = new RecordHeaders();
    add(headers, CloudEvents.SPEC_VERSION, CloudEvents.VERSION);
    add(headers, CloudEvents.ID, ((UUID) field(event, "event_id")).toString());
    add(headers, CloudEvents.TYPE, schema.getFullName());
    add(headers, CloudEvents.SOURCE, "/" + service);
    add(headers, CloudEvents.TIME, ((Instant) field(event, "occurred_at")).toString());
    if (attempts > 1) {
      add(headers, CloudEvents.ATTEMPTS, Integer.toString(attempts));
    }
    if (traceparent != null) {
      add(headers, CloudEvents.TRACEPARENT, traceparent);
    }
    byte[] key = ((String) field(event, topic.key())).getBytes(StandardCharsets.UTF_8);
    byte[] value = serializer.serialize(topic.name(), headers, event);
    requireFits(topic, schema, key.length + value.length);
    return new OutboxRecord(topic.name(), key, value, headers);
  }

  /**
   * Looks up the schema of every event type that this service writes, by writing a sample of each:
   * from then on, nothing that is published needs the registry.
   *
   * @throws org.apache.kafka.common.errors.SerializationException if one cannot be looked up
   */
  public void resolveSchemas() {
    for (String type : catalogue.writtenBy(service)) {
      serializer.serialize(catalogue.topicOf(type).name(), SampleEvents.of(type));
    }
  }

  private static void requireFits(Topic topic, Schema schema, int bytes) {
    if (bytes > topic.maxMessageBytes() - FRAMING_BYTES) {
      throw new RecordTooLargeException(
          "%s of %d bytes does not fit into %s, which takes %d"
              .formatted(schema.getName(), bytes, topic.name(), topic.maxMessageBytes()));
    }
  }

  private static Object field(SpecificRecord event, String name) {
    return event.get(event.getSchema().getField(name).pos());
  }

  private static void add(RecordHeaders headers, String name, String value) {
    headers.add(name, value.getBytes(StandardCharsets.UTF_8));
  }
}
