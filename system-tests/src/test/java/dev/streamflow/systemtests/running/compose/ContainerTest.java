package dev.streamflow.systemtests.running.compose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.streamflow.systemtests.Problem;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ContainerTest {

  @Test
  void readsOneAfterAnother() throws IOException {
    assertThat(Container.parse(Captured.text("compose-ps.json")))
        .extracting(Container::name)
        .containsExactly("kafka", "order-service", "postgres", "schemas");
  }

  /** Older releases of Compose print an array. */
  @Test
  void readsAnArray() throws IOException {
    // Given
    List<String> containers = Captured.text("compose-ps.json").lines().toList();

    // Then
    assertThat(Container.parse("[" + String.join(",", containers) + "]")).hasSize(4);
    assertThat(Container.parse("[]")).isEmpty();
    assertThat(Container.parse("")).isEmpty();
  }

  @Test
  void knowsItsStateAndWhereItsPortsAre() throws IOException {
    // Given
    List<Container> all = Container.parse(Captured.text("compose-ps.json"));

    // When
    Container kafka = all.getFirst();
    Container schemas = all.getLast();

    // Then
    assertThat(kafka.isReady()).isTrue();
    assertThat(kafka.condition()).isEqualTo("ready");
    assertThat(kafka.published(9092)).isEqualTo(29092);
    assertThat(schemas.isReady()).isFalse();
    assertThat(schemas.condition()).isEqualTo("exited");
    assertThatExceptionOfType(Problem.class)
        .isThrownBy(() -> schemas.published(8080))
        .withMessage("port 8080 of schemas cannot be reached: it is exited");
  }

  @Test
  void isReadyOnlyIfItsHealthCheckSaysSo() {
    assertThat(redis("running", "").condition()).isEqualTo("ready");
    assertThat(redis("running", "starting").condition()).isEqualTo("starting");
    assertThat(redis("running", "unhealthy").isReady()).isFalse();
    assertThat(redis("paused", "healthy").condition()).isEqualTo("paused");
  }

  /** As processes are called: a replica has a number. */
  @Test
  void numbersReplicasFromTheSecondOn() throws IOException {
    // Given
    String first = Captured.text("compose-ps.json").lines().skip(1).findFirst().orElseThrow();
    String second = first.replace("order-service-1", "order-service-2");

    // Then
    assertThat(Container.parse(first + second))
        .extracting(Container::name)
        .containsExactly("order-service", "order-service-2");
  }

  private static Container redis(String state, String health) {
    return new Container("id", "redis", "redis", state, health, Map.of());
  }
}
