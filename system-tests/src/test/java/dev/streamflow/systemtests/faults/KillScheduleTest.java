package dev.streamflow.systemtests.faults;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import dev.streamflow.systemtests.faults.KillSchedule.Kill;
import java.util.List;
import org.junit.jupiter.api.Test;

class KillScheduleTest {
  private static final List<String> SERVICES = List.of("order", "payment", "shipping");
  private static final int ORDERS = 1_000;

  @Test
  void isTheSameForTheSameSeed() {
    assertThat(all(drawn(7))).isEqualTo(all(drawn(7))).isNotEqualTo(all(drawn(8)));
  }

  @Test
  void killsEachServiceEquallyOften() {
    assertThat(all(drawn(7)).stream().collect(groupingBy(Kill::service, counting())))
        .containsOnlyKeys(SERVICES)
        .allSatisfy((service, kills) -> assertThat(kills).isEqualTo(4));
  }

  @Test
  void killsWhileThereIsSomethingToDo() {
    assertThat(all(drawn(7))).extracting(Kill::ordersSent).isSorted();
    assertThat(all(drawn(7)))
        .allSatisfy(kill -> assertThat(kill.ordersSent()).isBetween(1, ORDERS * 95 / 100 + 1));
  }

  @Test
  void givesEachKillOnce() {
    // Given
    KillSchedule schedule = drawn(7);

    // When
    int first = all(drawn(7)).getFirst().ordersSent();

    // Then
    assertThat(schedule.due(first - 1)).isEmpty();
    assertThat(schedule.due(first)).isNotEmpty();
    assertThat(schedule.due(first)).isEmpty();
  }

  @Test
  void killsOneOfTheFewOrdersThereAre() {
    assertThat(KillSchedule.drawn(SERVICES, 1, 1, 7).due(1)).hasSize(1);
  }

  private static KillSchedule drawn(long seed) {
    return KillSchedule.drawn(SERVICES, 4 * SERVICES.size(), ORDERS, seed);
  }

  private static List<Kill> all(KillSchedule schedule) {
    return schedule.due(ORDERS);
  }
}
