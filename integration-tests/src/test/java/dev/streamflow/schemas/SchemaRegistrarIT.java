package dev.streamflow.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.streamflow.events.OrderCreated;
import dev.streamflow.localstack.LocalStack;
import java.time.Duration;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.kafka.common.errors.SerializationException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SchemaRegistrarIT {

  private final TopicCatalogue catalogue = TopicCatalogue.load();
  private final SchemaRegistryClient registry =
      SchemaRegistryClient.of(Map.of("schema.registry.url", LocalStack.shared().registryUrl()));

  @AfterEach
  void close() {
    registry.close();
  }

  @Test
  void registersEveryEventTypeUnderItsTopicAndKeepsTheIds() {
    // Given: the stack has run it before

    // When
    var ids = new SchemaRegistrar(registry, catalogue).register(Duration.ZERO);
    var again = new SchemaRegistrar(registry, catalogue).register(Duration.ZERO);

    // Then
    assertThat(again).isEqualTo(ids);
    assertThat(ids)
        .hasSize(catalogue.eventTopics().stream().mapToInt(topic -> topic.events().size()).sum())
        .containsKey("order.events-dev.streamflow.events.OrderCreated");
    ids.forEach(
        (subject, id) -> assertThat(registry.idOf(subject, registry.schemaOf(id))).isEqualTo(id));
  }

  @Test
  void setsTheLevelThatProtectsBothSides() {
    // Given
    registry.setCompatibilityLevel("NONE");

    // When
    new SchemaRegistrar(registry, catalogue).register(Duration.ZERO);

    // Then
    assertThat(registry.compatibilityLevel()).isEqualTo("FULL_TRANSITIVE");
  }

  @Test
  void makesTheRegistryRefuseAnIncompatibleContract() {
    // Given
    new SchemaRegistrar(registry, catalogue).register(Duration.ZERO);
    Schema broken = Events.withoutField(OrderCreated.SCHEMA$, "country");
    String subject = SchemaRegistryClient.subjectOf("order.events", broken);

    // When // Then
    assertThatExceptionOfType(SerializationException.class)
        .isThrownBy(() -> registry.register(subject, broken))
        .withMessageContaining(subject)
        .withMessageContaining("409");
    assertThat(registry.knows(subject, broken)).isFalse();
  }

  @Test
  void saysThatNoRegistryAnswersWhenItsPatienceEnds() {
    try (SchemaRegistryClient nobody =
        SchemaRegistryClient.of(Map.of("schema.registry.url", "http://127.0.0.1:1"))) {
      assertThatExceptionOfType(SchemaUnavailableException.class)
          .isThrownBy(() -> new SchemaRegistrar(nobody, catalogue).register(Duration.ofMillis(500)))
          .matches(SchemaUnavailableException::registryUnreachable)
          .withMessageContaining("http://127.0.0.1:1");
    }
  }
}
