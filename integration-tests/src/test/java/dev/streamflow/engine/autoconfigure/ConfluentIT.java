package dev.streamflow.engine.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.streamflow.engine.TestEvents;
import dev.streamflow.localstack.LocalStack;
import dev.streamflow.schemas.TopicCatalogue;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** Confluent's serializers and ours, as the settings choose them, at the real registry. */
class ConfluentIT {

  private static final TopicCatalogue CATALOGUE = TopicCatalogue.load();

  private static Serdes ours;
  private static Serdes confluents;

  @BeforeAll
  static void configure() {
    ours = serdes(Map.of());
    confluents =
        serdes(
            Map.of(
                "streamflow.serde.serializer", "io.confluent.kafka.serializers.KafkaAvroSerializer",
                "streamflow.serde.deserializer",
                    "io.confluent.kafka.serializers.KafkaAvroDeserializer"));
  }

  @AfterAll
  static void close() {
    ours.close();
    confluents.close();
  }

  static Stream<SpecificRecord> events() {
    UUID order = TestEvents.newId();
    return Stream.of(
        TestEvents.created(order, "zoë"),
        TestEvents.cancelled(order, ""),
        TestEvents.captured(order, "anna", "charge"),
        TestEvents.released(order, "anna"));
  }

  @ParameterizedTest
  @MethodSource("events")
  void writesTheSameBytes(SpecificRecord event) {
    byte[] bytes = confluents.serializer().serialize(topicOf(event), event);

    assertThat(bytes).isEqualTo(ours.serializer().serialize(topicOf(event), event));
  }

  @ParameterizedTest
  @MethodSource("events")
  void readsWhatOursWrite(SpecificRecord event) {
    byte[] bytes = ours.serializer().serialize(topicOf(event), event);

    assertThat(confluents.deserializer().deserialize(topicOf(event), bytes)).isEqualTo(event);
  }

  @ParameterizedTest
  @MethodSource("events")
  void writesWhatOursRead(SpecificRecord event) {
    byte[] bytes = confluents.serializer().serialize(topicOf(event), event);

    assertThat(ours.deserializer().deserialize(topicOf(event), bytes)).isEqualTo(event);
  }

  private static String topicOf(SpecificRecord event) {
    return CATALOGUE.topicOf(event.getSchema().getFullName()).name();
  }

  private static Serdes serdes(Map<String, String> settings) {
    Map<String, String> all = new HashMap<>(settings);
    all.put("streamflow.registry.url", LocalStack.shared().registryUrl());
    return Serdes.of(
        new Binder(new MapConfigurationPropertySource(all))
            .bind("streamflow", EngineProperties.class)
            .get());
  }
}
