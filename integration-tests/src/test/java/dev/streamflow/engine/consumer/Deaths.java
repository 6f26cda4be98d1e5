package dev.streamflow.engine.consumer;

import dev.streamflow.engine.failpoint.ArmedFailpoints;
import dev.streamflow.engine.failpoint.Failpoint;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Counts how often this thread reaches each failpoint, and lets it die at one of them. */
final class Deaths implements AutoCloseable {

  private final Map<Failpoint, Integer> reaches = new EnumMap<>(Failpoint.class);
  private final List<ArmedFailpoints.Armed> armed = new ArrayList<>();
  private final Thread mortal = Thread.currentThread();
  private final @Nullable Failpoint where;
  private final int reach;
  private boolean happened;

  private Deaths(@Nullable Failpoint where, int reach) {
    this.where = where;
    this.reach = reach;
    for (Failpoint failpoint : Failpoint.values()) {
      armed.add(ArmedFailpoints.on(failpoint, () -> reached(failpoint)));
    }
  }

  static Deaths none() {
    return new Deaths(null, 0);
  }

  /**
   * @param reach at which reach of the failpoint it dies; 1 is the first
   */
  static Deaths at(Failpoint where, int reach) {
    return new Deaths(where, reach);
  }

  private void reached(Failpoint failpoint) {
    if (Thread.currentThread() == mortal
        && reaches.merge(failpoint, 1, Integer::sum) == reach
        && failpoint == where) {
      happened = true;
      throw new Death();
    }
  }

  /** Whether the work has led to death. */
  boolean comeOf(Runnable work) {
    try {
      work.run();
      return false;
    } catch (Death death) {
      return true;
    }
  }

  boolean happened() {
    return happened;
  }

  Map<Failpoint, Integer> reaches() {
    return reaches;
  }

  @Override
  public void close() {
    armed.forEach(ArmedFailpoints.Armed::close);
  }

  /** Nothing in the engine catches it. */
  private static final class Death extends Error {}
}
