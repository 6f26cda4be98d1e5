package dev.streamflow.systemtests.faults.containers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.streamflow.systemtests.invariants.Finding.Violation;
import dev.streamflow.systemtests.running.compose.ContainerState;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RestartsTest {
  private static final String REDIS = "redis";
  private static final ContainerState FIRST_RUN = run("at noon", false);
  private static final ContainerState SECOND_RUN = run("later", false);

  private final Restarts restarts = new Restarts(Map.of(REDIS, FIRST_RUN));

  @Test
  void acceptsThatWhatWasKilledStartsAgainAndTheOthersRunOn() {
    assertThat(restarts.areOnlyOf(Set.of(REDIS), Map.of(REDIS, SECOND_RUN)).holds()).isTrue();
    assertThat(restarts.areOnlyOf(Set.of(), Map.of(REDIS, FIRST_RUN)).holds()).isTrue();
  }

  @Test
  void noticesADeathThatNobodyOrdered() {
    assertThat(restarts.areOnlyOf(Set.of(), Map.of(REDIS, SECOND_RUN)).violations())
        .containsExactly(new Violation(REDIS, "was started again, though nobody has killed it"));
  }

  @Test
  void noticesThatNobodyStartedItAgain() {
    assertThat(restarts.areOnlyOf(Set.of(REDIS), Map.of(REDIS, FIRST_RUN)).violations())
        .containsExactly(new Violation(REDIS, "was killed, and not started again"));
  }

  @Test
  void noticesADeathForMemory() {
    assertThat(restarts.areOnlyOf(Set.of(), Map.of(REDIS, run("at noon", true))).violations())
        .containsExactly(new Violation(REDIS, "was killed for its memory"));
  }

  private static ContainerState run(String startedAt, boolean isKilledForMemory) {
    return new ContainerState(startedAt, isKilledForMemory, 1, "image", Map.of());
  }
}
