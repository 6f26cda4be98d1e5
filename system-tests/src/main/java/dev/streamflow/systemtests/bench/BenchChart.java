package dev.streamflow.systemtests.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.data.xy.XYSeries;

/** Draws a run over time: how long checkouts took, what was accepted and ended, who was behind. */
public final class BenchChart {
  private static final double MICROS = TimeUnit.SECONDS.toMicros(1);
  private static final int FIRST_OF_THROUGHPUT = 2;
  private static final int FIRST_OF_LAG = 4;

  private final RunResult run;

  public BenchChart(RunResult run) {
    this.run = run;
  }

  /** The picture as SVG. */
  public String svg() {
    TimeChart chart = new TimeChart(run.experiment().name());
    run.experiment().changes().forEach(change -> chart.mark(change.at(), change.what()));
    chart.panel(TimeChart.logarithmic("checkout, ms"), 0, checkout());
    chart.panel(new NumberAxis("orders/s"), FIRST_OF_THROUGHPUT, throughput());
    chart.panel(new NumberAxis("records behind"), FIRST_OF_LAG, lag());
    return chart.svg();
  }

  private List<XYSeries> checkout() {
    LatencyBySecond latency = new LatencyBySecond();
    run.traces().stream()
        .filter(OrderTrace::isAccepted)
        .forEach(trace -> latency.add(trace.dueMicros(), trace.checkoutMicros()));
    return latency.lines();
  }

  private List<XYSeries> throughput() {
    return List.of(
        TimeChart.perSecond(
            "accepted",
            run.traces().stream()
                .filter(OrderTrace::isAccepted)
                .map(OrderTrace::acceptedMicros)
                .toList()),
        TimeChart.perSecond(
            "confirmed",
            run.traces().stream()
                .filter(OrderTrace::hasEnded)
                .map(OrderTrace::endedMicros)
                .toList()));
  }

  private List<XYSeries> lag() {
    Map<String, XYSeries> series = new TreeMap<>();
    XYSeries calls = new XYSeries("open calls");
    for (Sample sample : run.samples()) {
      double second = sample.atMicros() / MICROS;
      if (second >= 0) {
        sample
            .lag()
            .forEach(
                (service, lag) ->
                    series.computeIfAbsent(service, XYSeries::new).add(second, (double) lag));
        calls.add(second, (double) sample.openCalls());
      }
    }
    List<XYSeries> all = new ArrayList<>(series.values());
    all.add(calls);
    return all;
  }
}
