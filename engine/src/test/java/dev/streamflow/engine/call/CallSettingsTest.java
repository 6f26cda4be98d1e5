package dev.streamflow.engine.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class CallSettingsTest {

  private final CallSettings settings =
      new CallSettings(10, Duration.ofSeconds(30), Duration.ofMillis(500), Duration.ofSeconds(15));

  @Test
  void doublesThePauseUpToTheLongest() {
    assertThat(settings.pauseAfter(1, 1)).isEqualTo(Duration.ofMillis(500));
    assertThat(settings.pauseAfter(2, 1)).isEqualTo(Duration.ofSeconds(1));
    assertThat(settings.pauseAfter(4, 1)).isEqualTo(Duration.ofSeconds(4));
    assertThat(settings.pauseAfter(6, 1)).isEqualTo(Duration.ofSeconds(15));
    assertThat(settings.pauseAfter(1_000_000, 1)).isEqualTo(Duration.ofSeconds(15));
  }

  @Test
  void leavesUpToAQuarterToChance() {
    assertThat(settings.pauseAfter(1, 0)).isEqualTo(Duration.ofMillis(375));
  }
}
