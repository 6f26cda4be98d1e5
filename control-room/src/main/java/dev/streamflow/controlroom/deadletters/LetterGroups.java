package dev.streamflow.controlroom.deadletters;

import java.time.Instant;
import java.util.List;

/**
 * The letters of all services that nobody has decided on.
 *
 * @param groups the largest first
 * @param unreachable the services that could not be asked
 */
public record LetterGroups(List<Group> groups, List<String> unreachable) {

  /**
   * Letters of one service with the same cause.
   *
   * @param cause the class of the failure
   * @param topic where their records stood
   * @param since when the oldest was given up
   * @param until when the youngest was given up
   */
  public record Group(
      String service, String cause, String topic, long count, Instant since, Instant until) {}
}
