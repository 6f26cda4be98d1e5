package dev.streamflow.systemtests.synchronous;

import dev.streamflow.systemtests.bench.BenchReport;
import dev.streamflow.systemtests.bench.BenchReport.Figure;
import dev.streamflow.systemtests.bench.BenchReportFiles;
import dev.streamflow.systemtests.synchronous.SynchronousResult.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * What the runs have in common. Its components are the fields of the JSON file.
 *
 * @param command what repeats it
 * @param platform figures with platform threads
 * @param virtual the same figures with virtual threads
 */
public record SynchronousReport(
    String experiment,
    String command,
    int runs,
    double checkoutsPerSecond,
    long seconds,
    List<Figure> platform,
    List<Figure> virtual)
    implements BenchReportFiles.Report {

  /** Of at least one run with each kind of threads. */
  public static SynchronousReport of(
      String command, List<SynchronousResult> platform, List<SynchronousResult> virtual) {
    SynchronousExperiment experiment = platform.getFirst().experiment();
    return new SynchronousReport(
        "sync",
        command,
        platform.size(),
        experiment.checkoutsPerSecond(),
        experiment.lasts().toSeconds(),
        figures(platform),
        figures(virtual));
  }

  private static List<Figure> figures(List<SynchronousResult> runs) {
    List<Figure> figures = new ArrayList<>();
    for (Part part : Part.values()) {
      figures.add(
          figure("answered in time, %, " + part.words, runs, run -> run.successPercent(part)));
      figures.add(figure("p50, ms, " + part.words, runs, run -> run.millis(50, part)));
      figures.add(figure("p99, ms, " + part.words, runs, run -> run.millis(99, part)));
    }
    figures.add(figure("CPU per checkout, ms", runs, SynchronousResult::cpuMillis));
    figures.add(figure("peak memory, GB", runs, SynchronousResult::peakMemoryGigabytes));
    return figures;
  }

  private static Figure figure(
      String what, List<SynchronousResult> runs, ToDoubleFunction<SynchronousResult> value) {
    return Figure.of(what, runs.stream().map(value::applyAsDouble).toList());
  }

  /** The header and the lines of the table. */
  public List<List<String>> rows() {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("", Threads.PLATFORM.toString(), Threads.VIRTUAL.toString()));
    for (int i = 0; i < platform.size(); i++) {
      rows.add(List.of(platform.get(i).what(), cell(platform.get(i)), cell(virtual.get(i))));
    }
    return rows;
  }

  private static String cell(Figure figure) {
    String median = BenchReport.number(figure.median());
    return figure.values().size() == 1
        ? median
        : "%s (%s to %s)"
            .formatted(
                median, BenchReport.number(figure.least()), BenchReport.number(figure.most()));
  }

  @Override
  public String markdown(String date, int cores) {
    StringBuilder text = new StringBuilder("# sync\n\n");
    text.append(
        String.format(
            Locale.ROOT,
            "The synchronous checkout: it asks payment (50 ms, and 3 s in the middle third), "
                + "inventory, shipping and notification (5 ms each) one after the other. "
                + "%,.0f checkouts/s for %d s, each given up after 10 s; `%s` on %d cores, %s. "
                + "Tomcat and its 200 threads as Spring Boot sets them up, or a virtual thread "
                + "for each request; 200 pooled connections to each service. "
                + "Times are those of all checkouts: who got no answer counts with 10 s. ",
            checkoutsPerSecond,
            seconds,
            command,
            cores,
            date));
    text.append(runs == 1 ? "One run" : "Median (least to most) of " + runs + " runs");
    text.append(" each.\n\n![over time](sync.svg)\n\n");
    List<List<String>> rows = rows();
    text.append(line(rows.getFirst())).append("| --- | --- | --- |\n");
    rows.stream().skip(1).map(SynchronousReport::line).forEach(text::append);
    return text.toString();
  }

  private static String line(List<String> cells) {
    return "| " + String.join(" | ", cells) + " |\n";
  }
}
