package dev.streamflow.systemtests.invariants;

import dev.streamflow.systemtests.witness.Witnesses;
import java.util.List;

/** A promise of the whole system that can be checked from outside once the system is quiet. */
public interface Invariant {

  /** All, in the order of the design. */
  List<Invariant> ALL =
      List.of(
          new MoneyBalances(),
          new StockBalances(),
          new EveryOrderEnds(),
          new NothingIsLost(),
          new EffectsHappenOnce(),
          new EventsApplyInOrder(),
          new OffsetsFollowEffects(),
          new Calm());

  /** Checks the promise; finds every violation, not just the first. */
  Finding check(Witnesses witnesses);

  /** Checks all of them. */
  static List<Finding> checkAll(Witnesses witnesses) {
    return ALL.stream().map(invariant -> invariant.check(witnesses)).toList();
  }
}
