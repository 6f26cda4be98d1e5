package dev.streamflow.systemtests.faults.crash;

import dev.streamflow.engine.failpoint.Failpoint;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/**
 * One death to be died.
 *
 * @param passes how often the failpoint is passed before
 */
public record Kill(Failpoint failpoint, int passes) {

  private static final int MOST_PASSES = 3;

  /**
   * A number of deaths at each failpoint, in random order; the same seed gives the same. The first
   * at each is its first reach, the others come some reaches later.
   */
  public static List<Kill> schedule(Set<Failpoint> failpoints, int killsEach, long seed) {
    Random random = new Random(seed);
    List<Kill> kills = new ArrayList<>();
    for (Failpoint failpoint : failpoints) {
      for (int number = 0; number < killsEach; number++) {
        boolean isFirst = number == 0 || isPartOfStop(failpoint);
        kills.add(new Kill(failpoint, isFirst ? 0 : random.nextInt(MOST_PASSES + 1)));
      }
    }
    Collections.shuffle(kills, random);
    return kills;
  }

  @Override
  public String toString() {
    return failpoint + (passes == 0 ? "" : " after " + passes);
  }

  /** Whether the failpoint is reached only when the process is asked to stop. */
  boolean isPartOfStop() {
    return isPartOfStop(failpoint);
  }

  /** Whether the failpoint is reached only for a call without an answer. */
  boolean needsFailingProvider() {
    return failpoint == Failpoint.CALLS_GIVEN_BACK;
  }

  /** Whether the failpoint is reached only for a record that the database refuses. */
  boolean needsUnstorable() {
    return failpoint == Failpoint.GIVEN_UP;
  }

  /** Whether the failpoint is reached only when parked events are tried again. */
  boolean needsParkedEvents() {
    return EnumSet.range(Failpoint.PARKED_FOUND, Failpoint.PARKED_COMMITTED).contains(failpoint);
  }

  /** Whether the failpoint is reached only when somebody decides on dead letters. */
  boolean needsDeadLetters() {
    return EnumSet.range(Failpoint.LETTERS_PARKED, Failpoint.LETTERS_COMMITTED).contains(failpoint);
  }

  private static boolean isPartOfStop(Failpoint failpoint) {
    return EnumSet.range(Failpoint.CONSUMER_STOPPED, Failpoint.LEASE_RELEASED).contains(failpoint);
  }
}
