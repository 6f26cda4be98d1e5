package dev.streamflow.engine.call;

import java.time.Duration;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How calls to other systems are made.
 *
 * @param maxInFlight how many calls one replica has under way at once, answers that are not applied
 *     yet among them
 * @param maxOpen how many calls may be open in the service's database before its partitions wait
 * @param lease how long a call that was taken belongs to its replica; longer than the client's own
 *     time-out
 * @param backoff the longest pause after the first unknown answer; it doubles with each attempt
 * @param maxBackoff the longest pause of all
 * @param breaker when calls are not made for a while
 */
public record CallSettings(
    @DefaultValue("1000") int maxInFlight,
    @DefaultValue("50000") int maxOpen,
    @DefaultValue("15s") Duration lease,
    @DefaultValue("500ms") Duration backoff,
    @DefaultValue("15s") Duration maxBackoff,
    @DefaultValue Breaker breaker) {

  public CallSettings {
    requireAtLeastOne("max-in-flight", maxInFlight);
    requireAtLeastOne("max-open", maxOpen);
    requireAtLeastOne("lease (in ms)", lease.toMillis());
    requireAtLeastOne("backoff (in ms)", backoff.toMillis());
    requireAtLeastOne("max-backoff (in ms)", maxBackoff.toMillis());
  }

  /**
   * When the circuit breaker opens, and closes again.
   *
   * @param failurePercent how many of the calls have to stay without an answer
   * @param minimumCalls with fewer calls in the window it stays closed
   * @param window over how long it counts, in whole seconds
   * @param pause how long no call is made then
   * @param probes how many calls are made after that, to see
   */
  public record Breaker(
      @DefaultValue("50") int failurePercent,
      @DefaultValue("20") int minimumCalls,
      @DefaultValue("10s") Duration window,
      @DefaultValue("2s") Duration pause,
      @DefaultValue("10") int probes) {

    public Breaker {
      requireAtLeastOne("breaker.failure-percent", failurePercent);
      if (failurePercent > 100) {
        throw new IllegalArgumentException(
            "streamflow.calls.breaker.failure-percent: 100 at most, not " + failurePercent);
      }
      requireAtLeastOne("breaker.minimum-calls", minimumCalls);
      requireAtLeastOne("breaker.window", window.toSeconds());
      requireAtLeastOne("breaker.pause (in ms)", pause.toMillis());
      requireAtLeastOne("breaker.probes", probes);
    }
  }

  private static void requireAtLeastOne(String setting, long value) {
    if (value < 1) {
      throw new IllegalArgumentException(
          "streamflow.calls.%s: 1 or more, not %d".formatted(setting, value));
    }
  }

  /**
   * The pause before the next attempt: anything up to a limit that doubles each time, so that calls
   * that failed together do not come back together. "Full jitter" in Brooker, "Exponential Backoff
   * And Jitter", AWS Architecture Blog, 2015.
   *
   * @param random from 0 to 1
   */
  Duration pauseAfter(int attempt, double random) {
    long doubled = backoff.toMillis() << Math.min(attempt - 1, 20);
    double longest = Math.min(doubled, maxBackoff.toMillis());
    return Duration.ofMillis((long) (longest * random));
  }
}
