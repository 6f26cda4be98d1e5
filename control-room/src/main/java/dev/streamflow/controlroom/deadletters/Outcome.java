package dev.streamflow.controlroom.deadletters;

import java.util.Map;

/**
 * What was done.
 *
 * @param letters how many letters were changed, or would be; those decided on before are not
 * @param byService the same for each service that has some
 */
public record Outcome(int letters, Map<String, Integer> byService, boolean dryRun) {

  static Outcome of(Map<String, Integer> byService, boolean dryRun) {
    int letters = byService.values().stream().mapToInt(Integer::intValue).sum();
    return new Outcome(letters, byService, dryRun);
  }
}
