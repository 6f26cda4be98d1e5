package dev.streamflow.systemtests.invariants;

import dev.streamflow.systemtests.witness.GroupWitness;
import dev.streamflow.systemtests.witness.Witnesses;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/**
 * A promise that each consumer group keeps for itself, at every moment: it can be checked while the
 * system works, and while the group's service is down.
 */
public interface GroupInvariant extends Invariant {

  /** Checks the promise for some groups; finds every violation, not just the first. */
  Finding check(Collection<GroupWitness> groups);

  @Override
  default Finding check(Witnesses witnesses) {
    return check(witnesses.groups());
  }

  /** Checks all that are of this kind for one group. */
  static List<Finding> checkAll(GroupWitness group) {
    return Stream.of(new EventsApplyInOrder(), new OffsetsFollowEffects())
        .map(invariant -> invariant.check(List.of(group)))
        .toList();
  }
}
