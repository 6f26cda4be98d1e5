package dev.streamflow.systemtests.cli;

import dev.streamflow.systemtests.demo.Catalogue;
import dev.streamflow.systemtests.demo.DemoOrder;
import dev.streamflow.systemtests.demo.DemoPlan;
import dev.streamflow.systemtests.demo.OrderFile;
import dev.streamflow.systemtests.faults.FaultReport;
import dev.streamflow.systemtests.running.Program;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What the suites of faults have in common: a report that is shown and kept. */
@Command(
    mixinStandardHelpOptions = true,
    footer = "%nExit code 0 if everything holds, else 1. What was started is stopped at the end.")
abstract class FaultCommand implements Callable<Integer> {
  @Option(
      names = "--save",
      paramLabel = "FOLDER",
      description =
          "Where to keep the report, for people and as JSON (default: benchmarks/faults).")
  private @Nullable Path folder;

  private final Console console = Console.STANDARD;

  /** Starts what it needs, does harm, and stops everything. */
  abstract FaultReport run(Console console) throws Exception;

  /** How long it takes on two cores. */
  abstract String usualTime();

  @Override
  public final Integer call() throws Exception {
    FaultReport report = run(console);
    FaultReportPrinter.print(console, report);
    Path kept =
        folder == null ? Streamflow.repository().resolve("benchmarks").resolve("faults") : folder;
    console.line("report: " + FaultReportFiles.write(report, kept));
    return report.passed() ? Streamflow.OK : Streamflow.FAILED;
  }

  /** Real-shaped orders to harm. */
  static DemoPlan foodMart(int orders) {
    return new DemoPlan(foodMart(), orders);
  }

  static List<DemoOrder> foodMart() {
    Path orderService = Program.ALL.getFirst().jar(Streamflow.repository());
    return OrderFile.foodMart(Catalogue.skusIn(orderService));
  }
}
