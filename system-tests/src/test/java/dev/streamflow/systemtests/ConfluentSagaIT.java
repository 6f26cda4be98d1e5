package dev.streamflow.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.streamflow.schemas.TopicCatalogue;
import dev.streamflow.systemtests.invariants.Finding;
import dev.streamflow.systemtests.invariants.Invariant;
import dev.streamflow.systemtests.running.LaunchOptions;
import dev.streamflow.systemtests.running.LocalSystem;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Every path of the saga once more, with Confluent's own serializers in all services: by settings
 * and class path alone, on topics that hold what ours have written.
 */
class ConfluentSagaIT extends SagaIT {
  private static final List<String> SERVICES = TopicCatalogue.load().services();

  private static final LaunchOptions CONFLUENTS =
      LaunchOptions.USUAL
          .withClassPath(Path.of("..", "engine", "target", "confluent").normalize())
          .withSetting(
              "streamflow.serde.serializer", "io.confluent.kafka.serializers.KafkaAvroSerializer")
          .withSetting(
              "streamflow.serde.deserializer",
              "io.confluent.kafka.serializers.KafkaAvroDeserializer")
          .withSetting("logging.level.io.confluent", "debug");

  @BeforeAll
  static void changeToConfluentsSerializers() throws Exception {
    restart(CONFLUENTS);
  }

  @AfterAll
  static void changeBackToOurs() throws Exception {
    restart(LaunchOptions.USUAL);
    assertThat(Invariant.checkAll(SharedSystem.get().witnesses()))
        .flatExtracting(Finding::violations)
        .isEmpty();
  }

  @Test
  void asksTheRegistryWithConfluentsClientInEveryService() throws Exception {
    // When
    confirmsAnOrderThatCanBePaidAndShipped();

    // Then
    LocalSystem system = SharedSystem.get();
    for (String service : SERVICES) {
      Path log = system.programs().find(service).log();
      await()
          .untilAsserted(
              () -> assertThat(log).content().contains("i.c.k.s.client.rest.RestService"));
    }
  }

  private static void restart(LaunchOptions options) throws Exception {
    LocalSystem system = SharedSystem.get();
    system.programs().stop(SERVICES);
    system
        .programs()
        .start(SERVICES.stream().collect(Collectors.toMap(Function.identity(), _ -> options)));
  }
}
