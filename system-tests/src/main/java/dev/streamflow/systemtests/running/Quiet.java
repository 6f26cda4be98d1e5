package dev.streamflow.systemtests.running;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;

/** Waits until a system has nothing left to do. */
public final class Quiet {
  private static final Duration INTERVAL = Duration.ofMillis(250);

  /** How long it may go without any progress. */
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private Quiet() {}

  /**
   * Waits as long as there is progress.
   *
   * @param seen is told each measurement
   * @return what was left when progress ended, or nothing if the system is quiet
   */
  public static Optional<Backlog> await(BacklogMeter meter, Consumer<Backlog> seen)
      throws InterruptedException {
    Backlog before = meter.measure();
    Instant deadline = Instant.now().plus(PATIENCE);
    while (true) {
      Thread.sleep(INTERVAL);
      Backlog now = meter.measure();
      seen.accept(now);
      if (now.isQuietSince(before)) {
        return Optional.empty();
      }
      if (!now.equals(before)) {
        deadline = Instant.now().plus(PATIENCE);
      } else if (Instant.now().isAfter(deadline)) {
        return Optional.of(now);
      }
      before = now;
    }
  }
}
