package dev.streamflow.systemtests.cli;

import dev.streamflow.systemtests.bench.BenchChart;
import dev.streamflow.systemtests.bench.BenchReport;
import dev.streamflow.systemtests.bench.BenchReportFiles;
import dev.streamflow.systemtests.bench.Experiment;
import dev.streamflow.systemtests.bench.NaiveReport;
import dev.streamflow.systemtests.bench.OrderMix;
import dev.streamflow.systemtests.bench.RunResult;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "naive",
    description = {
      "Measures what batches bring.",
      "As many orders as go, and then the same code, partitions and threads in batches of one."
    },
    mixinStandardHelpOptions = true)
final class NaiveCommand implements Callable<Integer> {

  /**
   * Whatever gathers, gathers one, and nothing waits for more to come. The producer neither: with
   * Kafka's own linger of 5 ms, one record at a time, it would be slower still.
   */
  private static final Map<String, String> BATCHES_OF_ONE =
      Map.of(
          "orders.intake.batch-size", "1",
          "orders.intake.window", "0ms",
          "streamflow.consumer.max-batch", "1",
          "streamflow.consumer.window", "0ms",
          "streamflow.relay.batch-size", "1",
          "streamflow.relay.window", "0ms",
          "spring.kafka.producer.properties.linger.ms", "0");

  /** One after the other they are slow: with as many orders a run would take most of an hour. */
  private static final int FEWER = 10;

  @Option(
      names = "--orders",
      paramLabel = "N",
      defaultValue = "100000",
      description = "How many; a tenth of it in batches of one (default: ${DEFAULT-VALUE}).")
  private int orders;

  @Option(
      names = "--warm-up",
      paramLabel = "N",
      defaultValue = "100000",
      description = "How many orders warm it up; a tenth too (default: ${DEFAULT-VALUE}).")
  private int warmUp;

  @Mixin private BenchOptions options;

  private final Console console = Console.STANDARD;

  @Override
  public Integer call() throws Exception {
    options.requireSense(orders >= FEWER && warmUp >= 0);
    Experiment batches = Experiment.saturation("saturation", OrderMix.USUAL, orders);
    Experiment naive = Experiment.saturation("naive", OrderMix.USUAL, orders / FEWER);
    List<RunResult> inBatches = new ArrayList<>();
    List<RunResult> oneByOne = new ArrayList<>();
    for (int number = 1; number <= options.runs; number++) {
      inBatches.add(run(batches, new FreshSystem(warmUp, 1, Map.of()), number));
      oneByOne.add(run(naive, new FreshSystem(warmUp / FEWER, 1, BATCHES_OF_ONE), number));
    }
    NaiveReport report = NaiveReport.of(command(), inBatches, oneByOne);
    BenchReportPrinter.print(console, report.experiment(), report.figures(), report.problems());
    String picture = new BenchChart(BenchReport.medianOf(oneByOne)).svg();
    console.line("report: " + BenchReportFiles.write(report, picture, options.folder()));
    return report.passed() ? Streamflow.OK : Streamflow.FAILED;
  }

  private RunResult run(Experiment experiment, FreshSystem system, int number)
      throws IOException, InterruptedException {
    return system
        .run(List.of(experiment), status -> console.status(options.which(number) + status))
        .getFirst();
  }

  private String command() {
    return "./streamflow bench naive --orders %d --warm-up %d --runs %d"
        .formatted(orders, warmUp, options.runs);
  }
}
