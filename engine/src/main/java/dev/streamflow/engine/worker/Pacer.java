package dev.streamflow.engine.worker;

import java.time.Duration;

/**
 * Lets batches form by themselves. After each batch there is a pause in proportion to the time that
 * the batch took, so that what arrives meanwhile shares the next one. Whoever is mostly idle does
 * not wait, because the pause is over when the next record comes; under load batches grow until the
 * work fits, and a full batch is followed by the next at once.
 */
public final class Pacer {

  /** At least this much of the time is left to others: 2 of 3 parts, while batches are small. */
  private static final int PAUSE_PER_WORK = 2;

  private final int full;
  private final Duration longest;

  /**
   * @param full the size of a full batch
   * @param longest the longest pause; zero switches pacing off
   */
  public Pacer(int full, Duration longest) {
    this.full = full;
    this.longest = longest;
  }

  /** Pauses after a batch of a size that took so long. */
  public void pauseAfter(int size, Duration took) throws InterruptedException {
    Thread.sleep(lengthOf(size, took));
  }

  Duration lengthOf(int size, Duration took) {
    if (size >= full) {
      return Duration.ZERO;
    }
    Duration proportional = took.multipliedBy(PAUSE_PER_WORK);
    return proportional.compareTo(longest) > 0 ? longest : proportional;
  }
}
