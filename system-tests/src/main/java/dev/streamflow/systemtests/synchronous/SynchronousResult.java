package dev.streamflow.systemtests.synchronous;

import dev.streamflow.localstack.ProcessUsage;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/**
 * What one run has shown.
 *
 * @param cpuMillisPerCheckout user and system time by process, for each checkout that was wanted
 * @param peakMemoryBytes of both processes
 */
public record SynchronousResult(
    Threads threads,
    SynchronousExperiment experiment,
    List<CheckoutTrace> traces,
    Map<String, Double> cpuMillisPerCheckout,
    long peakMemoryBytes) {

  private static final int DIGITS = 3;
  private static final double PERCENT = 100;
  private static final double NANOS_PER_MILLI = TimeUnit.MILLISECONDS.toNanos(1);
  private static final double MICROS_PER_MILLI = TimeUnit.MILLISECONDS.toMicros(1);

  static SynchronousResult of(
      Threads threads,
      SynchronousExperiment experiment,
      List<CheckoutTrace> traces,
      Map<String, ProcessUsage> before,
      Map<String, ProcessUsage> after) {
    Map<String, Double> cpu = new TreeMap<>();
    after.forEach(
        (name, usage) ->
            cpu.put(
                name,
                usage.cpu().minus(before.get(name).cpu()).toNanos()
                    / NANOS_PER_MILLI
                    / traces.size()));
    long memory = after.values().stream().mapToLong(ProcessUsage::peakMemoryBytes).sum();
    return new SynchronousResult(threads, experiment, traces, cpu, memory);
  }

  /** A part of the run, by when checkouts were due. */
  enum Part {
    BEFORE("before"),
    SPIKE("payment at 3 s"),
    AFTER("after"),
    ALL("all");

    final String words;

    Part(String words) {
      this.words = words;
    }
  }

  /** How many of 100 were answered with 2xx in time. */
  double successPercent(Part part) {
    List<CheckoutTrace> due = due(part);
    return PERCENT * due.stream().filter(CheckoutTrace::succeeded).count() / due.size();
  }

  /** Of all checkouts: who got no answer counts with all of their patience. */
  double millis(double percentile, Part part) {
    Histogram histogram = new Histogram(DIGITS);
    due(part).forEach(trace -> histogram.recordValue(trace.tookMicros()));
    return histogram.getValueAtPercentile(percentile) / MICROS_PER_MILLI;
  }

  double cpuMillis() {
    return cpuMillisPerCheckout.values().stream().mapToDouble(Double::doubleValue).sum();
  }

  double peakMemoryGigabytes() {
    return peakMemoryBytes / (double) (1 << 30);
  }

  private List<CheckoutTrace> due(Part part) {
    long slowFrom = micros(experiment.slowFrom());
    long slowUntil = micros(experiment.slowUntil());
    return traces.stream()
        .filter(
            trace ->
                switch (part) {
                  case BEFORE -> trace.dueMicros() < slowFrom;
                  case SPIKE -> trace.dueMicros() >= slowFrom && trace.dueMicros() < slowUntil;
                  case AFTER -> trace.dueMicros() >= slowUntil;
                  case ALL -> true;
                })
        .toList();
  }

  private static long micros(Duration duration) {
    return TimeUnit.NANOSECONDS.toMicros(duration.toNanos());
  }
}
