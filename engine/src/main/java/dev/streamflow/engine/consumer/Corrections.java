package dev.streamflow.engine.consumer;

import dev.streamflow.engine.Input;
import dev.streamflow.engine.outbox.CloudEvents;
import dev.streamflow.schemas.Topic;
import dev.streamflow.schemas.TopicCatalogue;
import dev.streamflow.schemas.TrustedEvents;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.apache.avro.Schema;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/**
 * Turns an event that an operator has written into a record in place of a bad one: with the same
 * topic, partition, offset, time and trace, and with the key, the value and the CloudEvents headers
 * that this event has. It is decoded like any other before anybody sees it.
 */
final class Corrections {

  private final String service;
  private final TopicCatalogue catalogue;
  private final Serializer<Object> serializer;
  private final Decoder ofNewEvents;
  private final Decoder ofKnownEvents;

  /**
   * @param ofNewEvents refuses event ids that the inbox does not take
   * @param ofKnownEvents for event ids that the inbox has taken already
   */
  Corrections(
      String service,
      TopicCatalogue catalogue,
      Serializer<Object> serializer,
      Decoder ofNewEvents,
      Decoder ofKnownEvents) {
    this.service = service;
    this.catalogue = catalogue;
    this.serializer = serializer;
    this.ofNewEvents = ofNewEvents;
    this.ofKnownEvents = ofKnownEvents;
  }

  /**
   * The record with another event. Asks the registry for the schema's id.
   *
   * @param json the event in Avro's JSON encoding
   * @param type full name of its type, or null if it is what the record's header says
   * @param inInbox the event id with which the bad record is in the inbox, or null if it is not
   * @throws InvalidCorrection says what is wrong with the event
   */
  ConsumedEvent correct(
      ConsumerRecord<byte[], byte[]> bad,
      String json,
      @Nullable String type,
      @Nullable UUID inInbox) {
    SpecificRecord value = read(schemaOf(bad, type), json);
    Input.Event event = new Input.Event(value, null);
    ConsumerRecord<byte[], byte[]> record = recordOf(bad, event);
    Decoder decoder = event.eventId().equals(inInbox) ? ofKnownEvents : ofNewEvents;
    Decoded decoded = decoder.decode(List.of(record));
    decoded.undecodable().forEach(refused -> refuse(refused.cause().getMessage()));
    decoded.waiting().values().forEach(waits -> refuse("the registry cannot be asked now"));
    return decoded.events().getFirst();
  }

  private Schema schemaOf(ConsumerRecord<byte[], byte[]> bad, @Nullable String type) {
    String name = type == null ? typeIn(bad) : type;
    Set<String> readable = catalogue.readBy(service).getOrDefault(bad.topic(), Set.of());
    if (!readable.contains(name)) {
      throw new InvalidCorrection(
          "%s reads no '%s' from %s, but: %s"
              .formatted(service, name, bad.topic(), String.join(", ", readable)));
    }
    return TrustedEvents.schemaOf(name);
  }

  private static String typeIn(ConsumerRecord<byte[], byte[]> bad) {
    Header type = bad.headers().lastHeader(CloudEvents.TYPE);
    if (type == null || type.value() == null) {
      throw new InvalidCorrection("the record has no header ce_type: name the event's type");
    }
    return new String(type.value(), StandardCharsets.UTF_8);
  }

  /** Avro's readers answer what does not fit with various exceptions. */
  private static SpecificRecord read(Schema schema, String json) {
    try {
      return new SpecificDatumReader<SpecificRecord>(schema)
          .read(null, DecoderFactory.get().jsonDecoder(schema, json));
    } catch (IOException | RuntimeException e) {
      throw new InvalidCorrection(
          "this is no %s: %s".formatted(schema.getName(), e.getMessage()), e);
    }
  }

  private ConsumerRecord<byte[], byte[]> recordOf(
      ConsumerRecord<byte[], byte[]> bad, Input.Event event) {
    String type = event.payload().getSchema().getFullName();
    RecordHeaders headers = new RecordHeaders(bad.headers().toArray());
    replace(headers, CloudEvents.ID, event.eventId().toString());
    replace(headers, CloudEvents.TYPE, type);
    byte[] key = event.userId().getBytes(StandardCharsets.UTF_8);
    byte[] value = write(bad.topic(), headers, event.payload());
    requireFits(catalogue.topicOf(type), key.length + value.length);
    return new ConsumerRecord<>(
        bad.topic(),
        bad.partition(),
        bad.offset(),
        bad.timestamp(),
        bad.timestampType(),
        ConsumerRecord.NULL_SIZE,
        ConsumerRecord.NULL_SIZE,
        key,
        value,
        headers,
        Optional.empty());
  }

  private byte[] write(String topic, RecordHeaders headers, SpecificRecord event) {
    try {
      return serializer.serialize(topic, headers, event);
    } catch (SerializationException e) {
      throw new InvalidCorrection("it cannot be written: " + e.getMessage(), e);
    }
  }

  private static void requireFits(Topic topic, int bytes) {
    if (bytes > topic.maxMessageBytes()) {
      refuse(
          "it has %d bytes, %s takes %d".formatted(bytes, topic.name(), topic.maxMessageBytes()));
    }
  }

  private static void replace(RecordHeaders headers, String name, String value) {
    headers.remove(name).add(name, value.getBytes(StandardCharsets.UTF_8));
  }

  private static void refuse(String why) {
    throw new InvalidCorrection(why);
  }
}
