package dev.streamflow.systemtests.faults.containers;

import dev.streamflow.systemtests.demo.DemoReport;
import dev.streamflow.systemtests.faults.FaultReport;
import dev.streamflow.systemtests.faults.FaultTable;
import dev.streamflow.systemtests.faults.containers.ContainerRound.Result;
import dev.streamflow.systemtests.invariants.Finding;
import dev.streamflow.systemtests.invariants.Finding.Violation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** What came of the rounds: a row for each, and the findings of all together. */
record ContainerReport(List<Result> results, Duration lasts) {

  FaultReport of(String command) {
    DemoReport any = results.getFirst().demo();
    String summary =
        String.format(
            Locale.ROOT,
            "%d times %,d orders at %,.0f/s; paused and disconnected means for %d s",
            results.size(),
            any.orders(),
            any.ordersPerSecond(),
            lasts.toSeconds());
    return FaultReport.of(
        ContainerFaults.NAME, command, List.of(summary), List.of(table()), findings(), failures());
  }

  private FaultTable table() {
    FaultTable table =
        FaultTable.withHeader(
            "container",
            "was",
            "accepted",
            "repeated",
            "202 p99",
            "all ready after",
            "last end after",
            "found");
    for (Result result : results) {
      DemoReport demo = result.demo();
      table =
          table.row(
              result.container(),
              result.fault().words(),
              count(demo.accepted()),
              count(demo.repeatedPosts()),
              String.format(Locale.ROOT, "%,d ms", Math.round(demo.acceptance().p99Millis())),
              seconds(result.ready().toMillis() / (double) TimeUnit.SECONDS.toMillis(1)),
              seconds(demo.secondsFromLastPostToLastFinal()),
              found(result));
    }
    return table;
  }

  /** In a few words. */
  static String found(Result result) {
    List<String> broken = new ArrayList<>();
    result.findings().stream()
        .filter(finding -> !finding.holds())
        .forEach(finding -> broken.add(finding.id() + " × " + finding.violations().size()));
    if (!failuresOf(result).isEmpty()) {
      broken.add("failures × " + failuresOf(result).size());
    }
    return broken.isEmpty() ? "all holds" : "BROKEN " + String.join(", ", broken);
  }

  /** Each promise once, with the last figure and the violations of all rounds. */
  private List<Finding> findings() {
    Map<String, Finding> byPromise = new LinkedHashMap<>();
    for (Result result : results) {
      for (Finding finding : result.findings()) {
        byPromise.merge(
            finding.promise(), in(result, finding), (before, now) -> together(before, now));
      }
    }
    return List.copyOf(byPromise.values());
  }

  private static Finding in(Result result, Finding finding) {
    List<Violation> violations =
        finding.violations().stream()
            .map(each -> new Violation(result.what() + ": " + each.subject(), each.what()))
            .toList();
    return new Finding(finding.id(), finding.promise(), finding.figure(), violations);
  }

  private static Finding together(Finding before, Finding now) {
    List<Violation> violations = new ArrayList<>(before.violations());
    violations.addAll(now.violations());
    return new Finding(now.id(), now.promise(), now.figure(), violations);
  }

  private List<String> failures() {
    return results.stream()
        .flatMap(result -> failuresOf(result).stream().map(what -> result.what() + ": " + what))
        .toList();
  }

  private static List<String> failuresOf(Result result) {
    List<String> failures = new ArrayList<>(result.demo().failures());
    if (result.demo().unfinished() > 0) {
      failures.add(result.demo().unfinished() + " orders have no end");
    }
    return failures;
  }

  private static String count(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  private static String seconds(double seconds) {
    return String.format(Locale.ROOT, "%.1f s", seconds);
  }
}
