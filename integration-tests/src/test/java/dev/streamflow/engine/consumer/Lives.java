package dev.streamflow.engine.consumer;

import java.util.function.Consumer;
import java.util.function.Supplier;

/** Replicas, one after the other: whoever dies is followed by one that reads everything again. */
final class Lives {

  private final Supplier<TestReplica> births;
  private final Deaths deaths;
  private TestReplica replica;

  Lives(Supplier<TestReplica> births, Deaths deaths) {
    this.births = births;
    this.deaths = deaths;
    this.replica = births.get();
  }

  /** Does something, once more if the replica dies of it. */
  void step(Consumer<TestReplica> work) {
    step(healthy -> healthy.handler.failing.clear(), work);
  }

  /**
   * @param condition of each replica that does it
   */
  void step(Consumer<TestReplica> condition, Consumer<TestReplica> work) {
    condition.accept(replica);
    if (deaths.comeOf(() -> work.accept(replica))) {
      replica = births.get();
      condition.accept(replica);
      replica.poll();
      work.accept(replica);
    }
  }
}
