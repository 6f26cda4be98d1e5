package dev.streamflow.systemtests.demo;

import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.HdrHistogram.Histogram;

/** A distribution of times, in milliseconds. */
public record Latency(double p50Millis, double p95Millis, double p99Millis, double maxMillis) {
  private static final int DIGITS = 3;
  private static final double MICROS_PER_MILLI = TimeUnit.MILLISECONDS.toMicros(1);

  static Latency ofNanos(LongStream nanos) {
    Histogram micros = new Histogram(DIGITS);
    nanos.forEach(value -> micros.recordValue(Math.max(0, TimeUnit.NANOSECONDS.toMicros(value))));
    return new Latency(
        micros.getValueAtPercentile(50) / MICROS_PER_MILLI,
        micros.getValueAtPercentile(95) / MICROS_PER_MILLI,
        micros.getValueAtPercentile(99) / MICROS_PER_MILLI,
        micros.getMaxValue() / MICROS_PER_MILLI);
  }

  /** One line for people. */
  public String line() {
    return String.format(
        Locale.ROOT,
        "p50 %,.0f ms   p95 %,.0f ms   p99 %,.0f ms   max %,.0f ms",
        p50Millis,
        p95Millis,
        p99Millis,
        maxMillis);
  }
}
