package dev.streamflow.systemtests.bench;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import org.jfree.data.xy.XYSeries;

/** How long things took, by the second in which they were due. */
public final class LatencyBySecond {
  private static final int DIGITS = 3;
  private static final double LEAST_MILLIS = 0.1; // a logarithmic axis has no zero
  private static final double MICROS_PER_MILLI = TimeUnit.MILLISECONDS.toMicros(1);

  private final Map<Long, Histogram> seconds = new TreeMap<>();

  public void add(long dueMicros, long tookMicros) {
    seconds
        .computeIfAbsent(TimeUnit.MICROSECONDS.toSeconds(dueMicros), _ -> new Histogram(DIGITS))
        .recordValue(Math.max(0, tookMicros));
  }

  /** Median and 99th percentile in milliseconds. */
  public List<XYSeries> lines() {
    return List.of(line("p50", 50), line("p99", 99));
  }

  private XYSeries line(String name, double percentile) {
    XYSeries line = new XYSeries(name);
    seconds.forEach(
        (second, histogram) ->
            line.add(
                (double) second,
                Math.max(
                    LEAST_MILLIS, histogram.getValueAtPercentile(percentile) / MICROS_PER_MILLI)));
    return line;
  }
}
