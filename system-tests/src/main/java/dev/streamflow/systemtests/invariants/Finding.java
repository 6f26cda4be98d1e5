package dev.streamflow.systemtests.invariants;

import java.util.List;

/**
 * What a check found.
 *
 * @param id short name, such as I1
 * @param promise what was checked, in a few words
 * @param figure what was counted: the evidence that the check looked at something
 * @param violations empty if the promise was kept
 */
public record Finding(String id, String promise, String figure, List<Violation> violations) {

  public Finding {
    violations = List.copyOf(violations);
  }

  /** Whether the promise was kept. */
  public boolean holds() {
    return violations.isEmpty();
  }

  /**
   * @param subject what it is about: an order id, a SKU, an event id
   * @param what what is wrong with it
   */
  public record Violation(String subject, String what) {}
}
