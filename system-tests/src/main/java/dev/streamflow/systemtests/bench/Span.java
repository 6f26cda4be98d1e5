package dev.streamflow.systemtests.bench;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * A part of a run, in microseconds since its first order was due.
 *
 * @param toMicros the first moment that no longer belongs to it
 */
record Span(long fromMicros, long toMicros) {
  static final Span ALL = new Span(Long.MIN_VALUE, Long.MAX_VALUE);

  static Span between(Duration from, Duration to) {
    return new Span(
        TimeUnit.NANOSECONDS.toMicros(from.toNanos()), TimeUnit.NANOSECONDS.toMicros(to.toNanos()));
  }

  boolean contains(long micros) {
    return micros >= fromMicros && micros < toMicros;
  }
}
