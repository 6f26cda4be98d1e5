package dev.streamflow.systemtests.running.compose;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ComposeProjectTest {

  @Test
  void readsTheCpuTimeOfBothVersionsOfControlGroups() {
    assertThat(ComposeProject.parseCpu("usage_usec 1500000\nuser_usec 1000000\n"))
        .isEqualTo(Duration.ofMillis(1_500));
    assertThat(ComposeProject.parseCpu("2000000000\n")).isEqualTo(Duration.ofSeconds(2));
  }
}
