package dev.streamflow.systemtests.faults.crash;

import dev.streamflow.engine.failpoint.Failpoint;
import dev.streamflow.systemtests.faults.FaultReport;
import dev.streamflow.systemtests.faults.FaultTable;
import java.time.Duration;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** What came of the deaths, by failpoint. */
public final class CrashReport {

  /** Its name on the command line. */
  public static final String NAME = "crash-points";

  private CrashReport() {}

  /**
   * @param command what repeats it
   */
  public static FaultReport of(List<Death> deaths, String command) {
    Map<Failpoint, List<Death>> byFailpoint =
        deaths.stream()
            .collect(
                Collectors.groupingBy(
                    death -> death.kill().failpoint(),
                    () -> new EnumMap<>(Failpoint.class),
                    Collectors.toList()));
    FaultTable table =
        FaultTable.withHeader("died at", "times", "violations", "done again after, median", "most");
    for (Map.Entry<Failpoint, List<Death>> each : byFailpoint.entrySet()) {
      List<Duration> recoveries =
          each.getValue().stream().map(Death::recovery).sorted(Comparator.naturalOrder()).toList();
      table =
          table.row(
              each.getKey(),
              recoveries.size(),
              each.getValue().stream().mapToInt(death -> death.violations().size()).sum(),
              seconds(recoveries.get(recoveries.size() / 2)),
              seconds(recoveries.getLast()));
    }
    List<String> failures =
        deaths.stream()
            .flatMap(death -> death.violations().stream().map(v -> death.kill() + ": " + v))
            .toList();
    String summary =
        "payment-service died %,d times at %d failpoints, %,d violations"
            .formatted(deaths.size(), byFailpoint.size(), failures.size());
    return FaultReport.of(NAME, command, List.of(summary), List.of(table), List.of(), failures);
  }

  private static String seconds(Duration time) {
    return String.format(
        Locale.ROOT, "%.1f s", time.toMillis() / (double) TimeUnit.SECONDS.toMillis(1));
  }
}
