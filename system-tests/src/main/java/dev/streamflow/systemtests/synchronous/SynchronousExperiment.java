package dev.streamflow.systemtests.synchronous;

import java.time.Duration;

/**
 * The same load all the time; in its middle third payment takes 3 s.
 *
 * @param checkoutsPerSecond the schedule, which waits for nobody
 */
public record SynchronousExperiment(double checkoutsPerSecond, Duration lasts) {
  static final Duration USUAL_PAYMENT = Duration.ofMillis(50);
  static final Duration SLOW_PAYMENT = Duration.ofSeconds(3);

  int checkouts() {
    return (int) Math.round(checkoutsPerSecond * lasts.toSeconds());
  }

  Duration slowFrom() {
    return lasts.dividedBy(3);
  }

  Duration slowUntil() {
    return lasts.multipliedBy(2).dividedBy(3);
  }
}
