package dev.streamflow.systemtests.faults.poison;

import java.util.Set;

/**
 * What the oracle says of a record.
 *
 * @param readers the groups that read its type; the others drop it unread
 * @param rejecting those of them that can never process it
 */
record Verdict(Set<String> readers, Set<String> rejecting) {

  static Verdict rejectedBy(Set<String> readers) {
    return new Verdict(readers, readers);
  }

  /** Whether it has readers, and none of them can process it. */
  boolean isPoison() {
    return !readers.isEmpty() && rejecting.equals(readers);
  }

  /** Whether every reader can process it. */
  boolean isHealthy() {
    return rejecting.isEmpty();
  }
}
