package dev.streamflow.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.streamflow.events.OrderConfirmed;
import dev.streamflow.events.OrderCreated;
import dev.streamflow.localstack.LocalStack;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.GenericRecordBuilder;
import org.apache.kafka.common.errors.SerializationException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The serializers against the real registry. */
class SerializersIT {

  private static final String TOPIC = "order.events";
  private static final int UNKNOWN_ID = 1_000_000;

  private final SchemaRegistryClient registry =
      SchemaRegistryClient.of(Map.of("schema.registry.url", LocalStack.shared().registryUrl()));
  private final AvroEventSerializer serializer = new AvroEventSerializer();
  private final AvroEventDeserializer deserializer = new AvroEventDeserializer();

  @BeforeEach
  void configure() {
    var settings = Map.of("schema.registry.url", LocalStack.shared().registryUrl());
    serializer.configure(settings, false);
    deserializer.configure(settings, false);
  }

  @AfterEach
  void close() {
    serializer.close();
    deserializer.close();
    registry.close();
  }

  @Test
  void readWhatTheyWrote() {
    OrderCreated event = Events.orderOf(3);

    byte[] bytes = serializer.serialize(TOPIC, event);

    assertThat(deserializer.deserialize(TOPIC, bytes)).isEqualTo(event);
  }

  @Test
  void writeConfluentsFormatWithTheIdOfTheRegistry() {
    OrderConfirmed event = Events.orderConfirmed();
    int id = registry.idOf(subjectOf(OrderConfirmed.SCHEMA$), OrderConfirmed.SCHEMA$);

    byte[] bytes = serializer.serialize(TOPIC, event);

    assertThat(bytes[0]).isZero();
    assertThat(WireFormat.schemaIdOf(bytes)).isEqualTo(id);
    assertThat(registry.schemaOf(id)).isEqualTo(OrderConfirmed.SCHEMA$);
  }

  @Test
  void areSharedByManyThreads() {
    List<OrderCreated> events =
        IntStream.range(0, 2000).mapToObj(i -> Events.orderOf(i % 7)).toList();

    List<Object> read =
        events.parallelStream()
            .map(event -> serializer.serialize(TOPIC, event))
            .map(bytes -> (Object) deserializer.deserialize(TOPIC, bytes))
            .toList();

    assertThat(read).isEqualTo(events);
  }

  @Test
  void writeTheirOwnVersionWhenTheRegistryIsOneAhead() {
    // Given
    Schema schema = OrderConfirmed.SCHEMA$;
    int id = registry.idOf(subjectOf(schema), schema);
    int newerId = registry.register(subjectOf(schema), Events.withOptionalField(schema, "channel"));

    // When
    byte[] bytes = serializer.serialize(TOPIC, Events.orderConfirmed());

    // Then
    assertThat(newerId).isNotEqualTo(id);
    assertThat(WireFormat.schemaIdOf(bytes)).isEqualTo(id);
  }

  @Test
  void readWhatANewerReleaseWrote() {
    // Given
    OrderConfirmed event = Events.orderConfirmed();
    Schema newer = Events.withOptionalField(OrderConfirmed.SCHEMA$, "voucher");
    int id = registry.register(subjectOf(newer), newer);
    GenericRecord content = new GenericData.Record(newer);
    content.put("event_id", event.getEventId().toString());
    content.put("occurred_at", event.getOccurredAt().toEpochMilli());
    content.put("user_id", event.getUserId());
    content.put("order_id", event.getOrderId().toString());
    content.put("total", event.getTotal());
    content.put("voucher", "FREE");

    // When
    byte[] bytes = Events.written(id, newer, content);

    // Then
    assertThat(deserializer.deserialize(TOPIC, bytes)).isEqualTo(event);
  }

  @Test
  void tellAnUnknownIdFromAnUnreachableRegistry() {
    var failure =
        catchThrowableOfType(
            SchemaUnavailableException.class,
            () -> deserializer.deserialize(TOPIC, withId(UNKNOWN_ID)));

    assertThat(failure.schemaUnknown()).isTrue();
    assertThat(failure).hasMessageContaining("schema id " + UNKNOWN_ID);
  }

  @Test
  void neverRegisterAnEventThatTheTopicDoesNotHold() {
    // Given
    Schema schema = OrderCreated.SCHEMA$;
    String subject = SchemaRegistryClient.subjectOf("payment.events", schema);

    // When
    var failure =
        catchThrowableOfType(
            SchemaUnavailableException.class,
            () -> serializer.serialize("payment.events", Events.orderOf(1)));

    // Then
    assertThat(failure.schemaUnknown()).isTrue();
    assertThat(failure).hasMessageContaining(subject).hasMessageContaining("registrar");
    assertThat(registry.knows(subject, schema)).isFalse();
  }

  @Test
  void refuseARecordThatIsNoContract() {
    // Given
    Schema foreign =
        SchemaBuilder.record("Runtime")
            .namespace("java.lang")
            .fields()
            .requiredInt("n")
            .endRecord();
    int id = registry.register("foreign-" + UUID.randomUUID(), foreign);
    GenericRecord content = new GenericRecordBuilder(foreign).set("n", 1).build();

    // When // Then
    assertRefused(Events.written(id, foreign, content), "java.lang.Runtime is not in the package");
  }

  @Test
  void refuseTruncatedAndTrailingBytes() {
    byte[] bytes = serializer.serialize(TOPIC, Events.orderOf(1));

    assertRefused(Arrays.copyOf(bytes, bytes.length - 1), "truncated");
    assertRefused(Arrays.copyOf(bytes, bytes.length + 1), "trailing bytes");
    assertRefused(withId(WireFormat.schemaIdOf(bytes)), "truncated");
  }

  @Test
  void answerEveryCorruptionWithASerializationException() {
    // Given
    byte[] bytes = serializer.serialize(TOPIC, Events.orderOf(3));
    Random random = new Random(7);

    // When // Then: whatever comes of it, no other exception and no huge allocation
    for (int round = 0; round < 5000; round++) {
      byte[] corrupt = bytes.clone();
      int at = random.nextInt(WireFormat.HEADER_BYTES, corrupt.length);
      corrupt[at] = (byte) (random.nextBoolean() ? 0xff : random.nextInt());
      try {
        deserializer.deserialize(TOPIC, corrupt);
      } catch (SerializationException e) {
        assertThat(e).isNotInstanceOf(SchemaUnavailableException.class);
      }
    }
  }

  @Test
  void refuseAnEventWithoutAMandatoryField() {
    assertThatExceptionOfType(SerializationException.class)
        .isThrownBy(() -> serializer.serialize(TOPIC, new OrderCreated()))
        .withMessageContaining("OrderCreated")
        .withMessageContaining("event_id");
  }

  private void assertRefused(byte[] bytes, String reason) {
    assertThatExceptionOfType(SerializationException.class)
        .isThrownBy(() -> deserializer.deserialize(TOPIC, bytes))
        .withMessageContaining(reason)
        .isNotInstanceOf(SchemaUnavailableException.class);
  }

  private static byte[] withId(int id) {
    var out = new ByteArrayOutputStream();
    WireFormat.writeHeader(id, out);
    return out.toByteArray();
  }

  private static String subjectOf(Schema schema) {
    return SchemaRegistryClient.subjectOf(TOPIC, schema);
  }
}
