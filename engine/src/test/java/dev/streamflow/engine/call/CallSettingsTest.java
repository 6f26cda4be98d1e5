package dev.streamflow.engine.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class CallSettingsTest {

  private static final CallSettings.Breaker BREAKER =
      new CallSettings.Breaker(50, 20, Duration.ofSeconds(10), Duration.ofSeconds(2), 10);

  private final CallSettings settings = settings(10, BREAKER);

  private static CallSettings settings(int maxOpen, CallSettings.Breaker breaker) {
    return new CallSettings(
        10,
        maxOpen,
        Duration.ofSeconds(30),
        Duration.ofMillis(500),
        Duration.ofSeconds(15),
        breaker);
  }

  @Test
  void doublesTheLongestPauseUpToALimit() {
    assertThat(settings.pauseAfter(1, 1)).isEqualTo(Duration.ofMillis(500));
    assertThat(settings.pauseAfter(2, 1)).isEqualTo(Duration.ofSeconds(1));
    assertThat(settings.pauseAfter(4, 1)).isEqualTo(Duration.ofSeconds(4));
    assertThat(settings.pauseAfter(6, 1)).isEqualTo(Duration.ofSeconds(15));
    assertThat(settings.pauseAfter(1_000_000, 1)).isEqualTo(Duration.ofSeconds(15));
  }

  @Test
  void leavesThePauseToChanceUpToThat() {
    assertThat(settings.pauseAfter(4, 0)).isZero();
    assertThat(settings.pauseAfter(4, 0.5)).isEqualTo(Duration.ofSeconds(2));
  }

  @Test
  void refusesWhatWouldNeverMakeACall() {
    assertThatThrownBy(() -> settings(0, BREAKER))
        .hasMessage("streamflow.calls.max-open: 1 or more, not 0");
    assertThatThrownBy(
            () -> new CallSettings.Breaker(50, 20, Duration.ofSeconds(10), Duration.ZERO, 10))
        .hasMessage("streamflow.calls.breaker.pause (in ms): 1 or more, not 0");
    assertThatThrownBy(
            () ->
                new CallSettings.Breaker(
                    101, 20, Duration.ofSeconds(10), Duration.ofSeconds(2), 10))
        .hasMessage("streamflow.calls.breaker.failure-percent: 100 at most, not 101");
  }
}
