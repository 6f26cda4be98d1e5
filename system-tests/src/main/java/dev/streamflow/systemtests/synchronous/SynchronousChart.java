package dev.streamflow.systemtests.synchronous;

import dev.streamflow.systemtests.bench.LatencyBySecond;
import dev.streamflow.systemtests.bench.TimeChart;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jfree.chart.axis.NumberAxis;

/** Draws a run with each kind of threads over time: how long checkouts took, how many succeeded. */
public final class SynchronousChart {
  private static final int FIRST_OF_THROUGHPUT = 2;

  private SynchronousChart() {}

  /** The picture as SVG. */
  public static String svg(SynchronousResult platform, SynchronousResult virtual) {
    TimeChart chart = new TimeChart("sync");
    chart.mark(platform.experiment().slowFrom(), "payment takes 3 s");
    chart.mark(platform.experiment().slowUntil(), "payment is well");
    for (SynchronousResult run : List.of(platform, virtual)) {
      LatencyBySecond latency = new LatencyBySecond();
      run.traces().forEach(trace -> latency.add(trace.dueMicros(), trace.tookMicros()));
      chart.panel(TimeChart.logarithmic(run.threads() + ", ms"), 0, latency.lines());
      chart.panel(
          new NumberAxis("checkouts/s"),
          FIRST_OF_THROUGHPUT,
          List.of(
              TimeChart.perSecond(
                  "due", run.traces().stream().map(CheckoutTrace::dueMicros).toList()),
              TimeChart.perSecond(
                  "answered in time",
                  run.traces().stream()
                      .filter(CheckoutTrace::succeeded)
                      .map(trace -> trace.dueMicros() + trace.tookMicros())
                      .filter(
                          at ->
                              at < TimeUnit.SECONDS.toMicros(run.experiment().lasts().toSeconds()))
                      .toList())));
    }
    return chart.svg();
  }
}
