package dev.streamflow.localstack;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ProcessStatTest {

  private static final String AFTER_THE_NAME =
      " 1 4242 4242 0 -1 4194560 9 8 7 6 100 20 3 4 20 0 38 0 98765 12345 67 18446744073709551615";

  @Test
  void countsTheTimeOfChildrenThatEnded() {
    ProcessStat stat = ProcessStat.parse("4242 (java) S" + AFTER_THE_NAME);

    assertThat(stat.cpu()).isEqualTo(Duration.ofMillis(1270));
    assertThat(stat.startTicks()).isEqualTo(98765);
    assertThat(stat.hasEnded()).isFalse();
  }

  @Test
  void isNotMisledByTheProgramsName() {
    ProcessStat stat = ProcessStat.parse("4242 (a) Z (b c) R" + AFTER_THE_NAME);

    assertThat(stat.startTicks()).isEqualTo(98765);
    assertThat(stat.hasEnded()).isFalse();
  }

  @Test
  void takesAProcessThatNobodyHasReapedForEnded() {
    assertThat(ProcessStat.parse("4242 (java) Z" + AFTER_THE_NAME).hasEnded()).isTrue();
  }
}
