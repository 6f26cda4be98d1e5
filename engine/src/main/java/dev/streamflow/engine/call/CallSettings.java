package dev.streamflow.engine.call;

import java.time.Duration;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How calls to other systems are made.
 *
 * @param maxInFlight how many calls one replica has under way at once
 * @param lease how long a call that was taken belongs to its replica; longer than the client's own
 *     time-out
 * @param backoff the pause after the first unknown answer; it doubles with each attempt
 * @param maxBackoff the longest pause
 */
public record CallSettings(
    @DefaultValue("1000") int maxInFlight,
    @DefaultValue("15s") Duration lease,
    @DefaultValue("500ms") Duration backoff,
    @DefaultValue("15s") Duration maxBackoff) {

  /** The pause before the next attempt: doubled each time, the last quarter at random. */
  Duration pauseAfter(int attempt, double random) {
    long doubled = backoff.toMillis() << Math.min(attempt - 1, 20);
    double longest = Math.min(doubled, maxBackoff.toMillis());
    return Duration.ofMillis((long) (longest * (0.75 + 0.25 * random)));
  }
}
