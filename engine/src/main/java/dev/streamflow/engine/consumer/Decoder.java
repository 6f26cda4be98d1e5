package dev.streamflow.engine.consumer;

import dev.streamflow.engine.Input;
import dev.streamflow.engine.outbox.CloudEvents;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/**
 * Turns records into events. A type that this group does not consume is left undecoded; a record
 * that nobody can read becomes a dead letter; a registry that cannot be asked makes the partition
 * wait.
 */
final class Decoder {

  /** Confluent's framing: a zero byte, then the schema's id. */
  private static final int SCHEMA_ID_BYTES = 1 + Integer.BYTES;

  private static final Predicate<String> COUNT =
      Pattern.compile("[1-9][0-9]{0,8}").asMatchPredicate();

  private final Map<String, Set<String>> consumedTypes;
  private final Deserializer<Object> deserializer;
  private final RegistryCheck registry;
  private final Function<UUID, @Nullable String> refusal;

  /**
   * @param consumedTypes full names of the event types to decode, by topic
   * @param refusal says why an event id cannot be accepted, or null
   */
  Decoder(
      Map<String, Set<String>> consumedTypes,
      Deserializer<Object> deserializer,
      RegistryCheck registry,
      Function<UUID, @Nullable String> refusal) {
    this.consumedTypes = consumedTypes;
    this.deserializer = deserializer;
    this.registry = registry;
    this.refusal = refusal;
  }

  Decoded decode(List<ConsumerRecord<byte[], byte[]>> records) {
    List<ConsumedEvent> events = new ArrayList<>(records.size());
    List<DeadLetter> undecodable = new ArrayList<>();
    Map<TopicPartition, OffsetAndMetadata> next = new HashMap<>();
    Map<TopicPartition, Decoded.Waiting> waiting = new HashMap<>();
    Map<ByteBuffer, RegistryNeeded> withheld = new HashMap<>();
    int ignored = 0;
    for (ConsumerRecord<byte[], byte[]> record : records) {
      TopicPartition partition = new TopicPartition(record.topic(), record.partition());
      if (waiting.containsKey(partition)) {
        continue;
      }
      try {
        Optional<ConsumedEvent> event = decode(record, withheld);
        event.ifPresent(events::add);
        ignored += event.isPresent() ? 0 : 1;
      } catch (RegistryNeeded e) {
        waiting.put(partition, new Decoded.Waiting(record.offset(), e.getCause()));
        continue;
      } catch (SerializationException e) {
        undecodable.add(DeadLetter.undecodable(record, e));
      }
      next.put(partition, new OffsetAndMetadata(record.offset() + 1, record.leaderEpoch(), ""));
    }
    return new Decoded(events, undecodable, ignored, next, waiting);
  }

  /** The record's event, or empty if its type is not consumed. */
  private Optional<ConsumedEvent> decode(
      ConsumerRecord<byte[], byte[]> record, Map<ByteBuffer, RegistryNeeded> withheld) {
    String type =
        text(record, CloudEvents.TYPE)
            .orElseThrow(() -> new SerializationException("header ce_type is missing"));
    if (!consumedTypes.getOrDefault(record.topic(), Set.of()).contains(type)) {
      return Optional.empty();
    }
    SpecificRecord value = deserialize(record, withheld);
    if (!value.getSchema().getFullName().equals(type)) {
      throw new SerializationException(
          "header ce_type says %s, the value is a %s"
              .formatted(type, value.getSchema().getFullName()));
    }
    Input.Event event =
        new Input.Event(
            value,
            text(record, CloudEvents.TRACEPARENT).filter(Traceparent::isValid).orElse(null),
            text(record, CloudEvents.ATTEMPTS).filter(COUNT).map(Integer::valueOf).orElse(1));
    requireContract(record, event);
    return Optional.of(new ConsumedEvent(record, event));
  }

  private void requireContract(ConsumerRecord<byte[], byte[]> record, Input.Event event) {
    if (!Arrays.equals(record.key(), event.userId().getBytes(StandardCharsets.UTF_8))) {
      throw new SerializationException("the record's key is not the event's user_id");
    }
    String refused = refusal.apply(event.eventId());
    if (refused != null) {
      throw new SerializationException(refused);
    }
  }

  /**
   * Asks for a schema once per batch: a registry that does not answer takes seconds to say so, and
   * every partition would ask again.
   *
   * @param withheld the schemas that could not be had, by what a value begins with
   */
  private SpecificRecord deserialize(
      ConsumerRecord<byte[], byte[]> record, Map<ByteBuffer, RegistryNeeded> withheld) {
    ByteBuffer schema = schemaIdOf(record);
    if (withheld.containsKey(schema)) {
      throw withheld.get(schema);
    }
    try {
      return deserialize(record);
    } catch (RegistryNeeded e) {
      withheld.put(schema, e);
      throw e;
    }
  }

  private static ByteBuffer schemaIdOf(ConsumerRecord<byte[], byte[]> record) {
    byte[] value = record.value() == null ? new byte[0] : record.value();
    return ByteBuffer.wrap(value, 0, Math.min(SCHEMA_ID_BYTES, value.length));
  }

  private SpecificRecord deserialize(ConsumerRecord<byte[], byte[]> record) {
    boolean wasComplete = registry.wasComplete();
    try {
      return deserializeOnce(record);
    } catch (SerializationException e) {
      if (!RegistryNeeded.causes(e) || (wasComplete && !RegistryNeeded.isUnreachable(e))) {
        throw e;
      }
      if (!registry.isComplete()) {
        throw new RegistryNeeded(e);
      }
      return deserializeAgain(record);
    }
  }

  /** The registry is complete: what it still does not know, nobody can read. */
  private SpecificRecord deserializeAgain(ConsumerRecord<byte[], byte[]> record) {
    try {
      return deserializeOnce(record);
    } catch (SerializationException e) {
      if (RegistryNeeded.isUnreachable(e)) {
        throw new RegistryNeeded(e);
      }
      throw e;
    }
  }

  private SpecificRecord deserializeOnce(ConsumerRecord<byte[], byte[]> record) {
    Object value = valueOf(record);
    if (value instanceof SpecificRecord event) {
      return event;
    }
    throw new SerializationException(
        value == null ? "the value is null" : "the value is no event: " + value.getClass());
  }

  /** Confluent's classes also let other exceptions out: for a short record, a failing registry. */
  private Object valueOf(ConsumerRecord<byte[], byte[]> record) {
    try {
      return deserializer.deserialize(record.topic(), record.headers(), record.value());
    } catch (SerializationException e) {
      throw e;
    } catch (RuntimeException e) {
      throw new SerializationException("the value cannot be read: " + e, e);
    }
  }

  private static Optional<String> text(ConsumerRecord<byte[], byte[]> record, String header) {
    Header last = record.headers().lastHeader(header);
    return last == null || last.value() == null
        ? Optional.empty()
        : Optional.of(new String(last.value(), StandardCharsets.UTF_8));
  }
}
