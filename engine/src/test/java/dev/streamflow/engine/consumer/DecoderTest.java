package dev.streamflow.engine.consumer;

import static dev.streamflow.engine.TestEvents.captured;
import static org.assertj.core.api.Assertions.assertThat;

import dev.streamflow.engine.TestEvents;
import dev.streamflow.events.PaymentCaptured;
import dev.streamflow.schemas.SchemaUnavailableException;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.apache.avro.InvalidNumberEncodingException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What becomes of a record, whatever the serializer's failure looks like. */
class DecoderTest {

  private static final String TOPIC = "payment.events";
  private static final String TYPE = PaymentCaptured.class.getName();
  private static final TopicPartition PARTITION = new TopicPartition(TOPIC, 0);

  private final Deque<Object> values = new ArrayDeque<>();
  private final Deserializer<Object> deserializer = (topic, bytes) -> next();
  private boolean registryWasComplete;
  private boolean registryIsComplete = true;
  private @Nullable String refusal;

  private Object next() {
    Object next = values.remove();
    if (next instanceof RuntimeException failure) {
      throw failure;
    }
    return next;
  }

  private final PaymentCaptured event = captured(TestEvents.newId(), "user", "charge");

  @Test
  void decodesWhatTheGroupConsumes() {
    Decoded decoded = decode(event);

    assertThat(decoded.events())
        .singleElement()
        .extracting(e -> e.input().payload())
        .isEqualTo(event);
    assertThat(decoded.next().get(PARTITION).offset()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({"3, 3", "0, 1", "-1, 1", "many, 1", "99999999999, 1", ", 1"})
  void readsHowOftenTheSenderHasTried(@Nullable String header, int attempts) {
    // Given
    ConsumerRecord<byte[], byte[]> record = record(0, "user", TYPE);
    record.headers().add("ce_attempts", header == null ? null : header.getBytes());
    values.add(event);

    // Then
    assertThat(decoder().decode(List.of(record)).events())
        .singleElement()
        .extracting(e -> e.input().attempts())
        .isEqualTo(attempts);
  }

  @Test
  void leavesOtherTypesUndecoded() {
    ConsumerRecord<byte[], byte[]> other =
        record(0, "user", "dev.streamflow.events.PaymentDeclined");

    Decoded decoded = decoder().decode(List.of(other));

    assertThat(decoded.ignored()).isEqualTo(1);
    assertThat(decoded.events()).isEmpty();
    assertThat(decoded.next().get(PARTITION).offset()).isEqualTo(1);
  }

  @Test
  void givesUpOnARecordThatBreaksTheContract() {
    assertThat(causeOf(record(0, "user", null))).contains("ce_type is missing");
    assertThat(causeOf(record(0, "somebody else", TYPE), event)).contains("key is not");
    assertThat(causeOf(record(0, null, TYPE), event)).contains("key is not");
    assertThat(causeOf(record(0, "user", TYPE), TestEvents.created(UUID.randomUUID(), "user")))
        .contains("header ce_type says " + TYPE);
    assertThat(causeOf(record(0, "user", TYPE), "text")).contains("is no event");
    refusal = "too old";
    assertThat(causeOf(record(0, "user", TYPE), event)).isEqualTo("too old");
  }

  @Test
  void givesUpOnBytesThatNobodyCanRead() {
    registryIsComplete = false; // which does not matter here
    assertThat(causeOf(record(0, "user", TYPE), new SerializationException("magic byte")))
        .isEqualTo("magic byte");
    assertThat(
            causeOf(
                record(0, "user", TYPE),
                new SerializationException("cut short", new java.io.EOFException())))
        .isEqualTo("cut short");
    assertThat(
            causeOf(
                record(0, "user", TYPE),
                new SerializationException("no number", new InvalidNumberEncodingException(""))))
        .isEqualTo("no number");
  }

  @Test
  void waitsWhileTheRegistryCannotBeAsked() {
    // Given
    registryIsComplete = false;
    RuntimeException unreachable =
        new SerializationException("no answer", new IOException("connection refused"));

    // When: the first is good, the second needs the registry, the third comes behind it
    values.addAll(Arrays.asList(event, unreachable));
    Decoded decoded =
        decoder()
            .decode(
                List.of(record(0, "user", TYPE), record(1, "user", TYPE), record(2, "user", TYPE)));

    // Then
    assertThat(decoded.events()).hasSize(1);
    assertThat(decoded.undecodable()).isEmpty();
    assertThat(decoded.waiting().get(PARTITION).offset()).isEqualTo(1);
    assertThat(decoded.next().get(PARTITION).offset()).isEqualTo(1);
  }

  @Test
  void asksOnceForASchemaThatSeveralPartitionsNeed() {
    // Given
    registryIsComplete = false;
    ConsumerRecord<byte[], byte[]> elsewhere =
        new ConsumerRecord<>(TOPIC, 1, 7, "user".getBytes(), new byte[0]);
    elsewhere.headers().add("ce_type", TYPE.getBytes());
    values.addAll(List.of(SchemaUnavailableException.unknown("no such id"), event));

    // When
    Decoded decoded = decoder().decode(List.of(record(0, "user", TYPE), elsewhere));

    // Then
    assertThat(decoded.waiting()).hasSize(2);
    assertThat(values).as("not asked for").containsExactly(event);
  }

  @Test
  void triesOnceMoreWhenTheRegistryIsBack() {
    Decoded decoded =
        decode(new SerializationException("no answer", new IOException("reset")), event);

    assertThat(decoded.events()).hasSize(1);
  }

  @Test
  void givesUpOnAnIdThatAWorkingRegistryDoesNotKnow() {
    SchemaUnavailableException unknown = SchemaUnavailableException.unknown("no such id");

    assertThat(causeOf(record(0, "user", TYPE), unknown, unknown)).isEqualTo(unknown.getMessage());
    registryIsComplete = false;
    assertThat(decode(unknown).waiting()).containsKey(PARTITION);
  }

  @Test
  void believesARegistryThatWasCompleteAMomentAgo() {
    // Given
    registryWasComplete = true;
    registryIsComplete = false; // which is not asked for
    SchemaUnavailableException unknown = SchemaUnavailableException.unknown("no such id");

    // Then
    assertThat(causeOf(record(0, "user", TYPE), unknown)).isEqualTo(unknown.getMessage());
  }

  @Test
  void waitsForARegistryThatWasCompleteAMomentAgoAndDoesNotAnswer() {
    registryWasComplete = true;
    registryIsComplete = false;

    Decoded decoded = decode(new SerializationException("no answer", new IOException("reset")));

    assertThat(decoded.waiting()).containsKey(PARTITION);
  }

  @Test
  void passesOnATraceOnlyInItsStandardForm() {
    ConsumerRecord<byte[], byte[]> good = record(0, "user", TYPE);
    good.headers().add("traceparent", KNOWN_TRACE.getBytes());
    ConsumerRecord<byte[], byte[]> bad = record(1, "user", TYPE);
    bad.headers().add("traceparent", "00-\0-drop table".getBytes());
    values.addAll(List.of(event, event));

    List<ConsumedEvent> events = decoder().decode(List.of(good, bad)).events();

    assertThat(events).extracting(e -> e.input().traceparent()).containsExactly(KNOWN_TRACE, null);
  }

  private static final String KNOWN_TRACE =
      "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

  private Decoded decode(Object... results) {
    values.addAll(Arrays.asList(results));
    return decoder().decode(List.of(record(0, "user", TYPE)));
  }

  private String causeOf(ConsumerRecord<byte[], byte[]> record, Object... results) {
    values.addAll(Arrays.asList(results));
    Decoded decoded = decoder().decode(List.of(record));
    assertThat(decoded.next().get(PARTITION).offset()).isEqualTo(1);
    assertThat(decoded.undecodable()).hasSize(1);
    return decoded.undecodable().getFirst().cause().getMessage();
  }

  private Decoder decoder() {
    return new Decoder(
        Map.of(TOPIC, Set.of(TYPE)),
        deserializer,
        new Registry(registryWasComplete, registryIsComplete),
        id -> refusal);
  }

  private record Registry(boolean wasComplete, boolean isComplete) implements RegistryCheck {}

  private static ConsumerRecord<byte[], byte[]> record(
      long offset, @Nullable String key, @Nullable String type) {
    ConsumerRecord<byte[], byte[]> record =
        new ConsumerRecord<>(TOPIC, 0, offset, key == null ? null : key.getBytes(), new byte[0]);
    if (type != null) {
      record.headers().add("ce_type", type.getBytes());
    }
    return record;
  }
}
