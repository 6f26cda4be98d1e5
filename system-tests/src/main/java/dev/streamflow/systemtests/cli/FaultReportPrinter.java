package dev.streamflow.systemtests.cli;

import dev.streamflow.systemtests.faults.FaultReport;
import dev.streamflow.systemtests.faults.FaultTable;

/** The report of a suite of faults, for people. */
final class FaultReportPrinter {
  private static final int SHOWN_FAILURES = 10;

  private FaultReportPrinter() {}

  static void print(Console console, FaultReport report) {
    report.summary().forEach(console::line);
    for (FaultTable each : report.tables()) {
      console.line("");
      Table table = new Table().row(each.header().toArray());
      each.rows().forEach(row -> table.row(row.toArray()));
      table.lines().forEach(console::line);
    }
    if (!report.findings().isEmpty()) {
      console.line("");
      FindingLines.print(console, report.findings());
    }
    report.failures().stream()
        .limit(SHOWN_FAILURES)
        .forEach(failure -> console.line("  FAILED: " + failure));
    console.line("");
    console.line(verdict(report));
  }

  private static String verdict(FaultReport report) {
    return report.passed()
        ? "PASSED: nothing was lost, nothing was done twice"
        : "FAILED. Next: ./streamflow logs SERVICE, or repeat it: " + report.command();
  }
}
