package dev.streamflow.systemtests.running.compose;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ContainerStateTest {

  @Test
  void knowsTheRunAndTheNamesInEachNetwork() throws IOException {
    // When
    ContainerState state = ContainerState.parse(Captured.text("inspect.json")).getFirst();

    // Then
    assertThat(state.startedAt()).isEqualTo("2026-11-23T08:07:47.162077217Z");
    assertThat(state.isKilledForMemory()).isFalse();
    assertThat(state.pid()).isEqualTo(5432);
    assertThat(state.image()).startsWith("sha256:6636865d6fc6");
    assertThat(state.networks())
        .isEqualTo(Map.of("streamflow_default", List.of("streamflow-redis-1", "redis")));
  }
}
