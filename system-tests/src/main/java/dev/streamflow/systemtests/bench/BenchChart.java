package dev.streamflow.systemtests.bench;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Rectangle;
import java.text.DecimalFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.HdrHistogram.Histogram;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.LogAxis;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.NumberTickUnit;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.plot.CombinedDomainXYPlot;
import org.jfree.chart.plot.ValueMarker;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;
import org.jfree.svg.SVGGraphics2D;

/** Draws a run over time: how long checkouts took, what was accepted and ended, who was behind. */
final class BenchChart {
  private static final int WIDTH = 960;
  private static final int HEIGHT = 720;
  private static final long MICROS = TimeUnit.SECONDS.toMicros(1);
  private static final double MICROS_PER_MILLI = TimeUnit.MILLISECONDS.toMicros(1);

  /** Okabe and Ito's, which colour-blind people tell apart, and two more. */
  private static final List<Color> COLOURS =
      List.of(
          new Color(0x56B4E9),
          new Color(0xD55E00),
          new Color(0x0072B2),
          new Color(0x009E73),
          new Color(0xE69F00),
          new Color(0xCC79A7),
          new Color(0x000000),
          new Color(0xB8A000),
          new Color(0x7A4FB5),
          new Color(0x888888));

  private final RunResult run;

  BenchChart(RunResult run) {
    this.run = run;
  }

  /** The picture as SVG. */
  String svg() {
    CombinedDomainXYPlot all = new CombinedDomainXYPlot(new NumberAxis("seconds"));
    all.add(plot(logarithmic("checkout, ms"), checkout(), 0));
    all.add(plot(new NumberAxis("orders/s"), throughput(), 2));
    all.add(plot(new NumberAxis("records behind"), lag(), 4));
    JFreeChart chart = new JFreeChart(run.experiment().name(), all);
    chart.setBackgroundPaint(Color.WHITE);
    SVGGraphics2D svg = new SVGGraphics2D(WIDTH, HEIGHT);
    chart.draw(svg, new Rectangle(WIDTH, HEIGHT));
    return svg.getSVGDocument();
  }

  private static LogAxis logarithmic(String label) {
    LogAxis axis = new LogAxis(label);
    axis.setTickUnit(new NumberTickUnit(1, new DecimalFormat("#,##0.#")));
    return axis;
  }

  private XYPlot plot(ValueAxis axis, List<XYSeries> lines, int firstColour) {
    XYSeriesCollection data = new XYSeriesCollection();
    lines.forEach(data::addSeries);
    XYLineAndShapeRenderer renderer = new XYLineAndShapeRenderer(true, false);
    renderer.setAutoPopulateSeriesStroke(false);
    renderer.setDefaultStroke(new BasicStroke(1.5f));
    for (int line = 0; line < lines.size(); line++) {
      renderer.setSeriesPaint(line, COLOURS.get((firstColour + line) % COLOURS.size()));
    }
    XYPlot plot = new XYPlot(data, null, axis, renderer);
    plot.setBackgroundPaint(Color.WHITE);
    plot.setRangeGridlinePaint(Color.LIGHT_GRAY);
    run.experiment()
        .changes()
        .forEach(
            change -> {
              ValueMarker marker =
                  new ValueMarker(change.at().toMillis() / 1000.0, Color.RED, new BasicStroke(1));
              marker.setLabel(" " + change.what());
              marker.setLabelAnchor(org.jfree.chart.ui.RectangleAnchor.TOP_RIGHT);
              marker.setLabelTextAnchor(org.jfree.chart.ui.TextAnchor.TOP_LEFT);
              plot.addDomainMarker(marker);
            });
    return plot;
  }

  private List<XYSeries> checkout() {
    Map<Long, Histogram> bySecond = new TreeMap<>();
    run.traces().stream()
        .filter(OrderTrace::isAccepted)
        .forEach(
            trace ->
                bySecond
                    .computeIfAbsent(trace.dueMicros() / MICROS, second -> new Histogram(3))
                    .recordValue(Math.max(0, trace.checkoutMicros())));
    XYSeries median = new XYSeries("p50");
    XYSeries p99 = new XYSeries("p99");
    bySecond.forEach(
        (second, histogram) -> {
          median.add((double) second, millis(histogram, 50));
          p99.add((double) second, millis(histogram, 99));
        });
    return List.of(median, p99);
  }

  /** At least 0.1, as the axis is logarithmic. */
  private static double millis(Histogram histogram, double percentile) {
    return Math.max(0.1, histogram.getValueAtPercentile(percentile) / MICROS_PER_MILLI);
  }

  private List<XYSeries> throughput() {
    return List.of(
        perSecond(
            "accepted",
            run.traces().stream()
                .filter(OrderTrace::isAccepted)
                .map(OrderTrace::acceptedMicros)
                .toList()),
        perSecond(
            "confirmed",
            run.traces().stream()
                .filter(OrderTrace::hasEnded)
                .map(OrderTrace::endedMicros)
                .toList()));
  }

  private static XYSeries perSecond(String name, List<Long> micros) {
    XYSeries series = new XYSeries(name);
    Map<Long, Long> counts =
        micros.stream()
            .collect(
                Collectors.groupingBy(each -> each / MICROS, TreeMap::new, Collectors.counting()));
    long last = counts.isEmpty() ? 0 : ((TreeMap<Long, Long>) counts).lastKey();
    for (long second = 0; second <= last; second++) {
      series.add((double) second, (double) counts.getOrDefault(second, 0L));
    }
    return series;
  }

  private List<XYSeries> lag() {
    Map<String, XYSeries> series = new TreeMap<>();
    XYSeries calls = new XYSeries("open calls");
    for (Sample sample : run.samples()) {
      double second = sample.atMicros() / (double) MICROS;
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
