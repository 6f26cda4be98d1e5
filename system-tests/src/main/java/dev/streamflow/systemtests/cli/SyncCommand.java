package dev.streamflow.systemtests.cli;

import dev.streamflow.systemtests.bench.BenchReportFiles;
import dev.streamflow.systemtests.synchronous.SynchronousChart;
import dev.streamflow.systemtests.synchronous.SynchronousExperiment;
import dev.streamflow.systemtests.synchronous.SynchronousReport;
import dev.streamflow.systemtests.synchronous.SynchronousResult;
import dev.streamflow.systemtests.synchronous.SynchronousRun;
import dev.streamflow.systemtests.synchronous.Threads;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "sync",
    description = {
      "Measures the synchronous checkout that this project replaces.",
      "It asks payment, inventory, shipping and notification one after the other, and payment"
          + " takes",
      "3 s in the middle third of the time."
    },
    footer = "%nOnce with Tomcat's 200 threads, once with virtual threads.",
    mixinStandardHelpOptions = true)
final class SyncCommand implements Callable<Integer> {

  @Option(
      names = "--rate",
      paramLabel = "R",
      defaultValue = "1667",
      description = "Checkouts per second (default: ${DEFAULT-VALUE}).")
  private double rate;

  @Option(
      names = "--seconds",
      paramLabel = "N",
      defaultValue = "90",
      description = "How long (default: ${DEFAULT-VALUE}).")
  private int seconds;

  @Option(
      names = "--warm-up",
      paramLabel = "N",
      defaultValue = "20",
      description = "How many seconds of a third of the load before (default: ${DEFAULT-VALUE}).")
  private int warmUp;

  @Mixin private BenchOptions options;

  private final Console console = Console.STANDARD;

  @Override
  public Integer call() throws Exception {
    options.requireSense(rate >= 1 && seconds >= 3 && warmUp >= 0);
    List<SynchronousResult> platform = new ArrayList<>();
    List<SynchronousResult> virtual = new ArrayList<>();
    for (int number = 1; number <= options.runs; number++) {
      platform.add(run(Threads.PLATFORM, number));
      virtual.add(run(Threads.VIRTUAL, number));
    }
    SynchronousReport report = SynchronousReport.of(command(), platform, virtual);
    Table table = new Table();
    report.rows().forEach(row -> table.row(row.toArray()));
    table.lines().forEach(console::line);
    String picture = SynchronousChart.svg(platform.getLast(), virtual.getLast());
    console.line("report: " + BenchReportFiles.write(report, picture, options.folder()));
    return Streamflow.OK;
  }

  private SynchronousResult run(Threads threads, int number)
      throws IOException, InterruptedException {
    SynchronousExperiment experiment = new SynchronousExperiment(rate, Duration.ofSeconds(seconds));
    return new SynchronousRun(
            threads, Streamflow.folder(), status -> console.status(options.which(number) + status))
        .run(experiment, Duration.ofSeconds(warmUp));
  }

  private String command() {
    return String.format(
        Locale.ROOT,
        "./streamflow bench sync --rate %.0f --seconds %d --warm-up %d --runs %d",
        rate,
        seconds,
        warmUp,
        options.runs);
  }
}
