package dev.streamflow.systemtests.bench;

import static dev.streamflow.systemtests.bench.OrderTrace.NEVER;

import dev.streamflow.systemtests.invariants.Finding;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import org.HdrHistogram.Histogram;

/**
 * What one run has shown.
 *
 * @param samples of each second or so
 * @param sizes of every ten seconds or so
 * @param cpuMillisPerOrder user and system time by process
 * @param diskBytesPerOrder what each order has left behind, see {@link
 *     dev.streamflow.systemtests.running.DiskMeter}
 * @param findings about all that was done to the system, in this run and in others
 * @param failures what went wrong, in words
 */
public record RunResult(
    Experiment experiment,
    List<OrderTrace> traces,
    List<Sample> samples,
    List<Sizes> sizes,
    Map<String, Double> cpuMillisPerOrder,
    Map<String, Double> diskBytesPerOrder,
    List<Finding> findings,
    List<String> failures) {

  private static final int DIGITS = 3;
  private static final double MICROS_PER_MILLI = TimeUnit.MILLISECONDS.toMicros(1);
  private static final double MICROS_PER_SECOND = TimeUnit.SECONDS.toMicros(1);

  /** The same after a look at what the system has promised. */
  public RunResult with(List<Finding> found) {
    return new RunResult(
        experiment, traces, samples, sizes, cpuMillisPerOrder, diskBytesPerOrder, found, failures);
  }

  public boolean passed() {
    return failures.isEmpty() && findings.stream().allMatch(Finding::holds);
  }

  double checkoutMillis(double percentile) {
    return millis(percentile, OrderTrace::isAccepted, OrderTrace::checkoutMicros);
  }

  /** Of the orders that were due in a part of the run. */
  double checkoutMillis(double percentile, Span span) {
    return millis(
        percentile,
        trace -> trace.isAccepted() && span.contains(trace.dueMicros()),
        OrderTrace::checkoutMicros);
  }

  double orderToEndMillis(double percentile) {
    return millis(percentile, OrderTrace::hasEnded, OrderTrace::orderToEndMicros);
  }

  /** Of the orders that were due in a part of the run. */
  double orderToEndMillis(double percentile, Span span) {
    return millis(
        percentile,
        trace -> trace.hasEnded() && span.contains(trace.dueMicros()),
        OrderTrace::orderToEndMicros);
  }

  private double millis(
      double percentile, Predicate<OrderTrace> which, ToLongFunction<OrderTrace> micros) {
    Histogram histogram = new Histogram(DIGITS);
    traces.stream()
        .filter(which)
        .mapToLong(micros)
        .forEach(value -> histogram.recordValue(Math.max(0, value)));
    return histogram.getValueAtPercentile(percentile) / MICROS_PER_MILLI;
  }

  /** From the first POST to the last end. */
  double ordersPerSecond() {
    return traces.size() / (lastEndMicros() / MICROS_PER_SECOND);
  }

  /** How long after the last order was due the last one ended. */
  double secondsToLastEnd() {
    long lastDue = traces.stream().mapToLong(OrderTrace::dueMicros).max().orElse(0);
    return (lastEndMicros() - lastDue) / MICROS_PER_SECOND;
  }

  private long lastEndMicros() {
    return traces.stream().mapToLong(OrderTrace::endedMicros).max().orElse(NEVER);
  }

  long repeats() {
    return traces.stream().mapToLong(OrderTrace::repeats).sum();
  }

  double cpuMillis() {
    return cpuMillisPerOrder.values().stream().mapToDouble(Double::doubleValue).sum();
  }

  double peakMemoryGigabytes() {
    return peakMemoryGigabytes(Span.ALL);
  }

  double peakMemoryGigabytes(Span span) {
    return sizesIn(span).stream().mapToLong(Sizes::memoryBytes).max().orElse(0)
        / (double) (1 << 30);
  }

  /** By how much topics and tables grew in a part of the run, for each order that ended in it. */
  double keptBytesPerOrder(Span span) {
    List<Sizes> within = sizesIn(span);
    if (within.isEmpty()) {
      return 0;
    }
    Sizes first = within.getFirst();
    Sizes last = within.getLast();
    Span measured = new Span(first.atMicros(), last.atMicros());
    long ended =
        traces.stream().filter(t -> t.hasEnded() && measured.contains(t.endedMicros())).count();
    return (last.diskBytes() - first.diskBytes()) / (double) Math.max(1, ended);
  }

  private List<Sizes> sizesIn(Span span) {
    return sizes.stream().filter(each -> span.contains(each.atMicros())).toList();
  }
}
