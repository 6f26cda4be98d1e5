package dev.streamflow.systemtests.bench;

import dev.streamflow.systemtests.invariants.Finding;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleBiFunction;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the runs of one experiment have in common. Its components are the fields of the JSON file.
 *
 * @param command what repeats it
 * @param figures median and spread over the runs
 * @param cpuMillisPerOrder by process, of the median run
 * @param diskBytesPerOrder by place, of the median run: one copy of the topics, the services' own
 *     tables, what the engine remembers for a time, and the write-ahead log
 * @param problems what was not as it should be, in words
 */
public record BenchReport(
    String experiment,
    String command,
    int runs,
    int orders,
    boolean passed,
    List<Figure> figures,
    Map<String, Double> cpuMillisPerOrder,
    Map<String, Double> diskBytesPerOrder,
    List<String> problems)
    implements BenchReportFiles.Report {

  /**
   * One line of the table.
   *
   * @param what with its unit
   * @param values by run
   */
  public record Figure(String what, double median, double least, double most, List<Double> values) {
    private static Figure of(
        String what, List<RunResult> runs, ToDoubleFunction<RunResult> figure) {
      return of(what, runs.stream().map(figure::applyAsDouble).toList());
    }

    /** Of at least one value. */
    public static Figure of(String what, List<Double> values) {
      List<Double> sorted = values.stream().sorted().toList();
      return new Figure(
          what, sorted.get(sorted.size() / 2), sorted.getFirst(), sorted.getLast(), values);
    }

    /** The table of them all. */
    static String markdown(List<Figure> figures) {
      StringBuilder table = new StringBuilder("| | median | least | most |\n");
      table.append("| --- | --- | --- | --- |\n");
      figures.forEach(figure -> table.append(figure.line()));
      return table.toString();
    }

    private String line() {
      return "| %s | %s | %s | %s |\n".formatted(what, number(median), number(least), number(most));
    }
  }

  /** Of at least one run. */
  public static BenchReport of(String command, List<RunResult> runs) {
    RunResult median = medianOf(runs);
    List<Figure> figures =
        new ArrayList<>(
            List.of(
                Figure.of("checkout p50, ms", runs, run -> run.checkoutMillis(50)),
                Figure.of("checkout p99, ms", runs, run -> run.checkoutMillis(99)),
                Figure.of("order to end p50, ms", runs, run -> run.orderToEndMillis(50)),
                Figure.of("order to end p99, ms", runs, run -> run.orderToEndMillis(99)),
                Figure.of("orders/s, first POST to last end", runs, RunResult::ordersPerSecond),
                Figure.of("last end after the last order, s", runs, RunResult::secondsToLastEnd),
                Figure.of("CPU per order, ms", runs, RunResult::cpuMillis),
                Figure.of("peak memory, GB", runs, RunResult::peakMemoryGigabytes),
                Figure.of("POSTs repeated", runs, RunResult::repeats)));
    figures.addAll(changeFigures(runs));
    figures.addAll(soakFigures(runs));
    List<String> problems = runs.stream().flatMap(BenchReport::problemsOf).distinct().toList();
    return new BenchReport(
        median.experiment().name(),
        command,
        runs.size(),
        median.experiment().orders(),
        runs.stream().allMatch(RunResult::passed),
        figures,
        new TreeMap<>(median.cpuMillisPerOrder()),
        new TreeMap<>(median.diskBytesPerOrder()),
        problems);
  }

  /** The run whose picture is shown: the one in the middle by CPU per order. */
  public static RunResult medianOf(List<RunResult> runs) {
    return runs.stream()
        .sorted(Comparator.comparingDouble(RunResult::cpuMillis))
        .toList()
        .get(runs.size() / 2);
  }

  /** Where something changes in the middle: the checkout before it and meanwhile. */
  private static List<Figure> changeFigures(List<RunResult> runs) {
    List<Change> changes = runs.getFirst().experiment().changes();
    if (changes.isEmpty()) {
      return List.of();
    }
    Span before = Span.between(Duration.ZERO, changes.getFirst().at());
    Span meanwhile = Span.between(changes.getFirst().at(), changes.getLast().at());
    return List.of(
        Figure.of("checkout p99 before the change, ms", runs, r -> r.checkoutMillis(99, before)),
        Figure.of("checkout p99 meanwhile, ms", runs, r -> r.checkoutMillis(99, meanwhile)),
        Figure.of(
            "checkout p99 meanwhile / before",
            runs,
            r -> r.checkoutMillis(99, meanwhile) / r.checkoutMillis(99, before)));
  }

  /** Of a long run: its second quarter, and how much more it is in the last one. */
  private static List<Figure> soakFigures(List<RunResult> runs) {
    Experiment experiment = runs.getFirst().experiment();
    if (!experiment.soak()) {
      return List.of();
    }
    Span second = experiment.quarter(1);
    Span last = experiment.quarter(3);
    Map<String, ToDoubleBiFunction<RunResult, Span>> measures = new LinkedHashMap<>();
    measures.put("checkout p99, ms", (run, span) -> run.checkoutMillis(99, span));
    measures.put("order to end p99, ms", (run, span) -> run.orderToEndMillis(99, span));
    measures.put("peak memory, GB", RunResult::peakMemoryGigabytes);
    measures.put("bytes per order in topics and tables", RunResult::keptBytesPerOrder);
    List<Figure> figures = new ArrayList<>();
    measures.forEach(
        (what, measure) -> {
          figures.add(
              Figure.of(
                  "second quarter: " + what, runs, run -> measure.applyAsDouble(run, second)));
          figures.add(
              Figure.of(
                  "last quarter / second",
                  runs,
                  run -> measure.applyAsDouble(run, last) / measure.applyAsDouble(run, second)));
        });
    return figures;
  }

  static Stream<String> problemsOf(RunResult run) {
    return Stream.concat(
        run.failures().stream(),
        run.findings().stream().filter(f -> !f.holds()).map(Finding::toString));
  }

  @Override
  public String markdown(String date, int cores) {
    StringBuilder text = new StringBuilder();
    text.append("# ").append(experiment).append("\n\n`").append(command).append("` on ");
    text.append(cores).append(" cores, ").append(date).append(", ");
    text.append(String.format(Locale.ROOT, "%,d orders", orders));
    text.append(passed ? ", every promise kept\n\n" : ": **failed**\n\n");
    text.append("![over time](").append(experiment).append(".svg)\n\n");
    text.append(Figure.markdown(figures));
    text.append("\nCPU per order by process, ms (median run): ");
    text.append(words(cpuMillisPerOrder)).append("\n");
    text.append("\nBytes per order on disk (median run): ");
    text.append(words(diskBytesPerOrder)).append("\n");
    return text.append(list(problems)).toString();
  }

  /** As items of a list. */
  static String list(List<String> problems) {
    return problems.stream().map(problem -> "\n- " + problem + '\n').collect(Collectors.joining());
  }

  private static String words(Map<String, Double> values) {
    return values.entrySet().stream()
        .map(each -> each.getKey() + " " + number(each.getValue()))
        .collect(Collectors.joining(", "));
  }

  /** Three digits that count. */
  public static String number(double value) {
    double size = Math.abs(value);
    String format =
        size >= 100 || size == 0 ? "%,.0f" : size >= 10 ? "%.1f" : size >= 1 ? "%.2f" : "%.3f";
    return String.format(Locale.ROOT, format, value);
  }
}
