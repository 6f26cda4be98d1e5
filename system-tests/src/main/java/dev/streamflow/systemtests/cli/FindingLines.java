package dev.streamflow.systemtests.cli;

import dev.streamflow.systemtests.invariants.Finding;
import java.util.List;

/** Findings for people: a table, then examples of what is wrong. */
final class FindingLines {
  private static final int SHOWN_VIOLATIONS = 10;

  private FindingLines() {}

  static void print(Console console, List<Finding> findings) {
    Table table = new Table();
    for (Finding finding : findings) {
      String verdict = finding.holds() ? "ok" : "FAILED: " + finding.violations().size();
      table.row(finding.id(), finding.promise(), verdict, finding.figure());
    }
    table.lines().forEach(console::line);
    findings.stream().filter(finding -> !finding.holds()).forEach(each -> examples(console, each));
  }

  private static void examples(Console console, Finding finding) {
    console.line("");
    console.line("  " + finding.id() + " " + finding.promise() + ":");
    finding.violations().stream()
        .limit(SHOWN_VIOLATIONS)
        .forEach(each -> console.line("    " + each.subject() + "  " + each.what()));
    int more = finding.violations().size() - SHOWN_VIOLATIONS;
    if (more > 0) {
      console.line("    … and " + more + " more");
    }
  }
}
