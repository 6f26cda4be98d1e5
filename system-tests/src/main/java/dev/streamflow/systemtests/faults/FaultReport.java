package dev.streamflow.systemtests.faults;

import dev.streamflow.systemtests.invariants.Finding;
import java.util.List;

/**
 * What came of a suite. Its components are the fields of the JSON file.
 *
 * @param suite its name on the command line
 * @param command what repeats it
 * @param summary what was done, in a few lines
 * @param tables the figures
 * @param findings what was checked afterwards
 * @param failures what went wrong before it could be checked
 */
public record FaultReport(
    String suite,
    String command,
    boolean passed,
    List<String> summary,
    List<FaultTable> tables,
    List<Finding> findings,
    List<String> failures) {

  public FaultReport {
    summary = List.copyOf(summary);
    tables = List.copyOf(tables);
    findings = List.copyOf(findings);
    failures = List.copyOf(failures);
  }

  /** The same, with one more option to the command that repeats it. */
  public FaultReport with(String option) {
    return new FaultReport(
        suite, command + " " + option, passed, summary, tables, findings, failures);
  }

  /** A report that passed if nothing failed and every promise was kept. */
  public static FaultReport of(
      String suite,
      String command,
      List<String> summary,
      List<FaultTable> tables,
      List<Finding> findings,
      List<String> failures) {
    boolean passed = failures.isEmpty() && findings.stream().allMatch(Finding::holds);
    return new FaultReport(suite, command, passed, summary, tables, findings, failures);
  }
}
