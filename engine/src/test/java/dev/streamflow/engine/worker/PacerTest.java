package dev.streamflow.engine.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PacerTest {

  private final Pacer pacer = new Pacer(500, Duration.ofMillis(80));

  @Test
  void pausesInProportionToTheWork() {
    assertThat(pacer.lengthOf(10, Duration.ofMillis(4))).isEqualTo(Duration.ofMillis(8));
  }

  @Test
  void pausesNeverLongerThanTheWindow() {
    assertThat(pacer.lengthOf(10, Duration.ofSeconds(1))).isEqualTo(Duration.ofMillis(80));
  }

  @Test
  void doesNotPauseAfterAFullBatch() {
    assertThat(pacer.lengthOf(500, Duration.ofMillis(4))).isZero();
  }

  @Test
  void isSwitchedOffByAWindowOfZero() {
    assertThat(new Pacer(500, Duration.ZERO).lengthOf(10, Duration.ofMillis(4))).isZero();
  }
}
