package dev.streamflow.systemtests.cli;

import dev.streamflow.systemtests.demo.DemoReport;
import dev.streamflow.systemtests.running.RunningSystem;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Collectors;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** The report of a demonstration, for people and as JSON. */
final class ReportPrinter {
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .enable(SerializationFeature.INDENT_OUTPUT)
          .build();

  private final Console console;
  private final DemoReport report;
  private final String logCommand;

  private ReportPrinter(Console console, DemoReport report, String logCommand) {
    this.console = console;
    this.report = report;
    this.logCommand = logCommand;
  }

  static void write(DemoReport report, Path file) {
    JSON.writeValue(file, report);
  }

  static void print(Console console, DemoReport report, RunningSystem system) {
    new ReportPrinter(console, report, system.logCommand("order-service")).print();
  }

  private void print() {
    console.line(
        "%,d orders at %,.0f/s, %,d accepted%s",
        report.orders(), report.ordersPerSecond(), report.accepted(), repeats());
    console.line("");
    outcomes().lines().forEach(console::line);
    console.line("");
    times().lines().forEach(console::line);
    console.line("");
    console.line("  CPU ms per order: " + cpu());
    console.line("");
    FindingLines.print(console, report.findings());
    report.failures().stream().limit(10).forEach(failure -> console.line("  FAILED: " + failure));
    console.line("");
    console.line(verdict());
  }

  private String repeats() {
    return report.repeatedPosts() == 0
        ? ""
        : String.format(Locale.ROOT, " (%,d POSTs were repeated)", report.repeatedPosts());
  }

  private Table outcomes() {
    Table table = new Table();
    report.outcomes().forEach((outcome, count) -> table.row(outcome.words(), number(count)));
    if (report.unfinished() > 0) {
      table.row("WITHOUT AN END", number(report.unfinished()));
    }
    return table;
  }

  private Table times() {
    return new Table()
        .row("POST to 202", report.acceptance().line())
        .row("POST to final", report.orderToFinal().line())
        .row(
            "last POST to last final",
            String.format(Locale.ROOT, "%.1f s", report.secondsFromLastPostToLastFinal()));
  }

  private String cpu() {
    double total = report.cpuMillisPerOrder().values().stream().mapToDouble(ms -> ms).sum();
    String parts =
        report.cpuMillisPerOrder().entrySet().stream()
            .map(each -> String.format(Locale.ROOT, "%s %.1f", each.getKey(), each.getValue()))
            .collect(Collectors.joining(", "));
    return String.format(Locale.ROOT, "%.1f (%s)", total, parts);
  }

  private String verdict() {
    if (report.passed()) {
      return "PASSED: nothing was lost, nothing was done twice, every outcome was one of the"
          + " allowed";
    }
    return "FAILED. Next: "
        + logCommand
        + ", or look at an order: GET /orders/{id} (processes need --keep)";
  }

  private static String number(int count) {
    return String.format(Locale.ROOT, "%,d", count);
  }
}
