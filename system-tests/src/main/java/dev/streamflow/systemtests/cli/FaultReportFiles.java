package dev.streamflow.systemtests.cli;

import dev.streamflow.systemtests.faults.FaultReport;
import dev.streamflow.systemtests.faults.FaultTable;
import dev.streamflow.systemtests.invariants.Finding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** The report of a suite of faults as files: Markdown for people, JSON for programs. */
final class FaultReportFiles {
  private static final int SHOWN_FAILURES = 10;

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .enable(SerializationFeature.INDENT_OUTPUT)
          .build();

  private FaultReportFiles() {}

  /** Writes both, in place of those of an earlier run, and returns the one for people. */
  static Path write(FaultReport report, Path folder) throws IOException {
    Files.createDirectories(folder);
    JSON.writeValue(folder.resolve(report.suite() + ".json"), report);
    return Files.write(folder.resolve(report.suite() + ".md"), markdown(report));
  }

  private static List<String> markdown(FaultReport report) {
    List<String> lines = new ArrayList<>();
    lines.add("# " + report.suite());
    lines.add("");
    lines.add(
        "`%s` on %d cores, %s: **%s**"
            .formatted(
                report.command(),
                Runtime.getRuntime().availableProcessors(),
                LocalDate.now(),
                report.passed() ? "passed" : "failed"));
    lines.add("");
    report.summary().forEach(line -> lines.add("- " + line));
    report.failures().stream()
        .limit(SHOWN_FAILURES)
        .forEach(failure -> lines.add("- FAILED: " + failure));
    report.tables().forEach(table -> add(table, lines));
    if (!report.findings().isEmpty()) {
      add(findings(report.findings()), lines);
    }
    return lines;
  }

  private static FaultTable findings(List<Finding> findings) {
    FaultTable table = FaultTable.withHeader("", "promise", "violations", "looked at");
    for (Finding each : findings) {
      table = table.row(each.id(), each.promise(), each.violations().size(), each.figure());
    }
    return table;
  }

  private static void add(FaultTable table, List<String> lines) {
    lines.add("");
    lines.add(line(table.header()));
    lines.add(line(Collections.nCopies(table.header().size(), "---")));
    table.rows().forEach(row -> lines.add(line(row)));
  }

  private static String line(List<String> cells) {
    return "| " + String.join(" | ", cells) + " |";
  }
}
