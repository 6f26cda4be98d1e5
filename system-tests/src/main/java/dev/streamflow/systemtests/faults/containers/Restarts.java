package dev.streamflow.systemtests.faults.containers;

import dev.streamflow.systemtests.invariants.Finding;
import dev.streamflow.systemtests.invariants.Finding.Violation;
import dev.streamflow.systemtests.running.compose.ContainerState;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which containers were started again.
 *
 * @param before the state of each container by its name
 */
record Restarts(Map<String, ContainerState> before) {

  /** Whether all of these were started again. */
  boolean include(Set<String> killed, Map<String, ContainerState> after) {
    return killed.stream().allMatch(name -> isNewRun(name, after.get(name)));
  }

  private boolean isNewRun(String name, ContainerState after) {
    return !before.get(name).startedAt().equals(after.startedAt());
  }

  /**
   * Checks that these were started again and no others, and that none was killed for its memory.
   */
  Finding areOnlyOf(Set<String> killed, Map<String, ContainerState> after) {
    List<Violation> violations = new ArrayList<>();
    after.forEach(
        (name, state) -> {
          if (state.isKilledForMemory()) {
            violations.add(new Violation(name, "was killed for its memory"));
          }
          boolean isNew = isNewRun(name, state);
          if (isNew && !killed.contains(name)) {
            violations.add(new Violation(name, "was started again, though nobody has killed it"));
          }
          if (!isNew && killed.contains(name)) {
            violations.add(new Violation(name, "was killed, and not started again"));
          }
        });
    String figure = after.size() + " containers";
    return new Finding("restarts", "only what was killed starts again", figure, violations);
  }
}
