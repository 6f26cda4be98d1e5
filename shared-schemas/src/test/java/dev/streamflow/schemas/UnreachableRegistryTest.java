package dev.streamflow.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.streamflow.events.OrderCancelled;
import java.util.Map;
import org.apache.kafka.common.errors.SerializationException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Nobody listens at the registry's address. */
class UnreachableRegistryTest {

  private final SchemaRegistryClient registry =
      SchemaRegistryClient.of(Map.of("schema.registry.url", "http://127.0.0.1:1"));
  private final AvroEventSerializer serializer = new AvroEventSerializer(registry);
  private final AvroEventDeserializer deserializer = new AvroEventDeserializer(registry);

  @AfterEach
  void close() {
    registry.close();
  }

  @Test
  void isToldFromAnUnknownSchemaWhenWriting() {
    var failure =
        catchThrowableOfType(
            SchemaUnavailableException.class,
            () -> serializer.serialize("order.events", new OrderCancelled()));

    assertThat(failure.registryUnreachable()).isTrue();
    assertThat(failure.schemaUnknown()).isFalse();
    assertThat(failure).hasMessageContaining("http://127.0.0.1:1");
  }

  @Test
  void isToldFromAnUnknownIdWhenReading() {
    var failure =
        catchThrowableOfType(
            SchemaUnavailableException.class,
            () -> deserializer.deserialize("order.events", new byte[] {0, 0, 0, 0, 1, 0}));

    assertThat(failure.registryUnreachable()).isTrue();
  }

  @Test
  void isNotAskedAboutWhatIsNoEvent() {
    var failure =
        catchThrowableOfType(
            SerializationException.class,
            () -> deserializer.deserialize("order.events", new byte[] {1, 0, 0, 0, 1, 0}));

    assertThat(failure).isNotInstanceOf(SchemaUnavailableException.class);
    assertThat(deserializer.deserialize("order.events", null)).isNull();
    assertThat(serializer.serialize("order.events", null)).isNull();
  }
}
