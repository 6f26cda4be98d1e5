package dev.streamflow.localstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StackKindTest {

  private static final BooleanSupplier NOBODY_ASKS =
      () -> {
        throw new AssertionError("what was chosen does not depend on Docker");
      };

  private final String before = System.getProperty(StackKind.PROPERTY, "");

  @AfterEach
  void restore() {
    if (before.isEmpty()) {
      System.clearProperty(StackKind.PROPERTY);
    } else {
      System.setProperty(StackKind.PROPERTY, before);
    }
  }

  @Test
  void isWhatTheValueSays() {
    assertThat(StackKind.of("containers", NOBODY_ASKS)).isEqualTo(StackKind.CONTAINERS);
    assertThat(StackKind.of("processes", NOBODY_ASKS)).isEqualTo(StackKind.PROCESSES);
  }

  @Test
  void dependsOnDockerByDefault() {
    assertThat(StackKind.of("automatic", () -> true)).isEqualTo(StackKind.CONTAINERS);
    assertThat(StackKind.of("automatic", () -> false)).isEqualTo(StackKind.PROCESSES);
  }

  @Test
  void refusesAnotherValue() {
    assertThatExceptionOfType(LocalStackException.class)
        .isThrownBy(() -> StackKind.of("container", NOBODY_ASKS))
        .withMessage(
            "There is no -Dstack=container. Next step: containers, processes or automatic");
  }

  @Test
  void isConfiguredByASystemPropertyIfAtAll() {
    System.clearProperty(StackKind.PROPERTY);
    assertThat(StackKind.configured()).isEmpty();

    System.setProperty(StackKind.PROPERTY, "processes");
    assertThat(StackKind.configured()).contains(StackKind.PROCESSES);
  }
}
