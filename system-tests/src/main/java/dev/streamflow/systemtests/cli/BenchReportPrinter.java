package dev.streamflow.systemtests.cli;

import dev.streamflow.systemtests.bench.BenchReport;
import dev.streamflow.systemtests.bench.BenchReport.Figure;

/** Shows a report of an experiment on the terminal. */
final class BenchReportPrinter {
  private BenchReportPrinter() {}

  static void print(Console console, BenchReport report) {
    Table table = new Table().row(report.experiment(), "median", "least", "most");
    for (Figure figure : report.figures()) {
      table.row(
          figure.what(),
          BenchReport.number(figure.median()),
          BenchReport.number(figure.least()),
          BenchReport.number(figure.most()));
    }
    console.line("");
    table.lines().forEach(console::line);
    console.line("");
    report.problems().forEach(problem -> console.line("  " + problem));
    console.line(report.passed() ? "PASSED: nothing was lost, nothing was done twice" : "FAILED");
  }
}
