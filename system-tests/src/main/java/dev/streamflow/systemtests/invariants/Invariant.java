package dev.streamflow.systemtests.invariants;

import dev.streamflow.systemtests.witness.Position;
import dev.streamflow.systemtests.witness.Witnesses;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** A promise of the whole system that can be checked from outside once the system is quiet. */
public interface Invariant {

  /** Those that need not know what was done to the system, in the order of the design. */
  List<Invariant> BUT_CALM =
      List.of(
          new MoneyBalances(),
          new StockBalances(),
          new EveryOrderEnds(),
          new NothingIsLost(),
          new EffectsHappenOnce(),
          new EventsApplyInOrder(),
          new OffsetsFollowEffects());

  /** Checks the promise; finds every violation, not just the first. */
  Finding check(Witnesses witnesses);

  /** Checks all of them, after a run without poison. */
  static List<Finding> checkAll(Witnesses witnesses) {
    return checkAll(witnesses, Map.of());
  }

  /**
   * Checks all of them.
   *
   * @param poison where it stands in the topics, by the group that must have given it up
   */
  static List<Finding> checkAll(Witnesses witnesses, Map<String, Set<Position>> poison) {
    return Stream.concat(BUT_CALM.stream(), Stream.of(new Calm(poison)))
        .map(invariant -> invariant.check(witnesses))
        .toList();
  }
}
