package dev.streamflow.systemtests.bench;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.geom.Rectangle2D;
import java.text.DecimalFormat;
import java.text.NumberFormat;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.LogAxis;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.NumberTick;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.plot.CombinedDomainXYPlot;
import org.jfree.chart.plot.ValueMarker;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.chart.ui.RectangleAnchor;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.chart.ui.TextAnchor;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;
import org.jfree.svg.SVGGraphics2D;

/** Lines over the seconds of a run, in panels one below the other, with marks at what happened. */
public final class TimeChart {
  private static final int WIDTH = 960;
  private static final int HEIGHT = 720;
  private static final long MICROS = TimeUnit.SECONDS.toMicros(1);
  private static final double MILLIS_PER_SECOND = TimeUnit.SECONDS.toMillis(1);

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

  private final String title;
  private final List<ValueMarker> marks = new ArrayList<>();
  private final CombinedDomainXYPlot all = new CombinedDomainXYPlot(new NumberAxis("seconds"));

  public TimeChart(String title) {
    this.title = title;
  }

  /** Marks a moment in all panels that are added from now on. */
  public void mark(Duration at, String what) {
    ValueMarker mark =
        new ValueMarker(at.toMillis() / MILLIS_PER_SECOND, Color.RED, new BasicStroke(1));
    mark.setLabel(" " + what);
    mark.setLabelAnchor(RectangleAnchor.TOP_RIGHT);
    mark.setLabelTextAnchor(TextAnchor.TOP_LEFT);
    marks.add(mark);
  }

  /** Adds a panel below the others. */
  public void panel(ValueAxis axis, int firstColour, List<XYSeries> lines) {
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
    marks.forEach(plot::addDomainMarker);
    all.add(plot);
  }

  /** An axis for times, which differ by orders of magnitude. */
  public static ValueAxis logarithmic(String label) {
    return new LogarithmicTimes(label);
  }

  /** Labels 1, 2 and 5 of each power of ten; JFreeChart's own axis labels the powers alone. */
  private static final class LogarithmicTimes extends LogAxis {
    private static final List<Integer> STEPS = List.of(1, 2, 5);

    private final transient NumberFormat format = new DecimalFormat("#,##0.###");

    LogarithmicTimes(String label) {
      super(label);
    }

    @Override
    protected List<NumberTick> refreshTicksVertical(
        Graphics2D graphics, Rectangle2D area, RectangleEdge edge) {
      List<NumberTick> ticks = new ArrayList<>();
      int first = (int) Math.floor(Math.log10(getRange().getLowerBound()));
      int last = (int) Math.floor(Math.log10(getRange().getUpperBound()));
      for (int power = first; power <= last; power++) {
        for (int step : STEPS) {
          double value = step * Math.pow(10, power);
          if (getRange().contains(value)) {
            ticks.add(
                new NumberTick(
                    value, format.format(value), TextAnchor.CENTER_RIGHT, TextAnchor.CENTER, 0));
          }
        }
      }
      return ticks;
    }
  }

  /** How many there were in each second. */
  public static XYSeries perSecond(String name, List<Long> micros) {
    XYSeries series = new XYSeries(name);
    TreeMap<Long, Long> counts =
        micros.stream()
            .collect(
                Collectors.groupingBy(each -> each / MICROS, TreeMap::new, Collectors.counting()));
    long last = counts.isEmpty() ? 0 : counts.lastKey();
    for (long second = 0; second <= last; second++) {
      series.add((double) second, (double) counts.getOrDefault(second, 0L));
    }
    return series;
  }

  /** The picture as SVG. */
  public String svg() {
    JFreeChart chart = new JFreeChart(title, all);
    chart.setBackgroundPaint(Color.WHITE);
    SVGGraphics2D svg = new SVGGraphics2D(WIDTH, HEIGHT);
    chart.draw(svg, new Rectangle(WIDTH, HEIGHT));
    return svg.getSVGDocument();
  }
}
