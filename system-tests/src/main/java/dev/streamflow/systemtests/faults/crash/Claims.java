package dev.streamflow.systemtests.faults.crash;

import java.util.ArrayList;
import java.util.List;

/** Collects what is not as it is claimed to be. */
final class Claims {

  private final List<String> violations = new ArrayList<>();

  /** Claims something; the words say what is claimed. */
  Claims that(boolean holds, String claim) {
    if (!holds) {
      violations.add("not so: " + claim);
    }
    return this;
  }

  /** Claims that two things are equal. */
  Claims equal(Object found, Object expected, String what) {
    if (!found.equals(expected)) {
      violations.add("%s: %s instead of %s".formatted(what, found, expected));
    }
    return this;
  }

  List<String> violations() {
    return violations;
  }
}
