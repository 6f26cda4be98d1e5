package dev.streamflow.systemtests.cli;

import dev.streamflow.systemtests.bench.BenchReport;
import dev.streamflow.systemtests.bench.BenchReport.Figure;
import java.util.List;

/** Shows a report of an experiment on the terminal. */
final class BenchReportPrinter {
  private BenchReportPrinter() {}

  static void print(
      Console console, String experiment, List<Figure> figures, List<String> problems) {
    Table table = new Table().row(experiment, "median", "least", "most");
    for (Figure figure : figures) {
      table.row(
          figure.what(),
          BenchReport.number(figure.median()),
          BenchReport.number(figure.least()),
          BenchReport.number(figure.most()));
    }
    console.line("");
    table.lines().forEach(console::line);
    console.line("");
    problems.forEach(problem -> console.line("  " + problem));
    console.line(
        problems.isEmpty() ? "PASSED: nothing was lost, nothing was done twice" : "FAILED");
  }
}
