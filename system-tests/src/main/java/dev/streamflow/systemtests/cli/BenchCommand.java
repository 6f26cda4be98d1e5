package dev.streamflow.systemtests.cli;

import dev.streamflow.systemtests.Problem;
import dev.streamflow.systemtests.bench.BenchReport;
import dev.streamflow.systemtests.bench.BenchReportFiles;
import dev.streamflow.systemtests.bench.Experiment;
import dev.streamflow.systemtests.bench.ExperimentRun;
import dev.streamflow.systemtests.bench.RunResult;
import dev.streamflow.systemtests.running.LaunchOptions;
import dev.streamflow.systemtests.running.LocalSystem;
import dev.streamflow.systemtests.running.Ports;
import dev.streamflow.systemtests.running.Program;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "bench",
    description = "Measures the whole system under load, on this machine.",
    footer = {
      "%nEach run has a system of its own, which is warmed up first, and ends with the proof",
      "that nothing was lost or done twice. Nothing else should run meanwhile.",
      "Without a NAME: lists the experiments."
    },
    mixinStandardHelpOptions = true)
final class BenchCommand implements Callable<Integer> {

  @Parameters(
      arity = "0..1",
      paramLabel = "NAME",
      description = "The experiment.",
      converter = ByName.class)
  private @Nullable Experiments name;

  @Option(
      names = "--runs",
      paramLabel = "N",
      defaultValue = "1",
      description = "How often, for median and spread (default: ${DEFAULT-VALUE}).")
  private int runs;

  @Option(
      names = "--rate",
      paramLabel = "R",
      description = "Orders per second (default: that of the experiment).")
  private @Nullable Double rate;

  @Option(
      names = "--seconds",
      paramLabel = "N",
      description = "How long (default: that of the experiment).")
  private @Nullable Integer seconds;

  @Option(
      names = "--orders",
      paramLabel = "N",
      description = "How many, where they come as fast as they go (default: 100000).")
  private @Nullable Integer orders;

  @Option(
      names = "--warm-up",
      paramLabel = "N",
      defaultValue = "60000",
      description = "How many orders warm the system up (default: ${DEFAULT-VALUE}).")
  private int warmUp;

  @Option(
      names = "--save",
      paramLabel = "FOLDER",
      description = "Where to keep report and picture (default: benchmarks).")
  private @Nullable Path folder;

  private final Console console = Console.STANDARD;

  @Override
  public Integer call() throws Exception {
    if (name == null) {
      list();
      return Streamflow.OK;
    }
    requireSense();
    Experiment experiment = name.with(rate, seconds, orders);
    List<RunResult> results = new ArrayList<>();
    for (int number = 1; number <= runs; number++) {
      results.add(run(experiment, number));
    }
    BenchReport report = BenchReport.of(command(), results);
    BenchReportPrinter.print(console, report);
    Path kept = folder == null ? Streamflow.repository().resolve("benchmarks") : folder;
    console.line("report: " + BenchReportFiles.write(report, results, kept));
    return report.passed() ? Streamflow.OK : Streamflow.FAILED;
  }

  private void list() {
    Table table = new Table();
    for (Experiments each : Experiments.values()) {
      table.row("./streamflow bench " + each, each.description());
    }
    table.row("./streamflow bench parking", "What the look for parked events costs the others.");
    table.lines().forEach(console::line);
  }

  private void requireSense() {
    boolean isSense =
        runs > 0
            && warmUp >= 0
            && (rate == null || rate > 0)
            && (seconds == null || seconds > 0)
            && (orders == null || orders > 0);
    if (!isSense) {
      throw new Problem("these numbers make no sense", "give at least 1 each");
    }
  }

  private static final class ByName implements CommandLine.ITypeConverter<Experiments> {
    @Override
    public Experiments convert(String name) {
      return Stream.of(Experiments.values())
          .filter(each -> each.toString().equals(name))
          .findFirst()
          .orElseThrow(
              () ->
                  new CommandLine.TypeConversionException(
                      "there is no '%s', but %s, parking"
                          .formatted(name, Arrays.toString(Experiments.values()))));
    }
  }

  private RunResult run(Experiment experiment, int number)
      throws IOException, InterruptedException {
    String which = runs == 1 ? "" : "run %d of %d, ".formatted(number, runs);
    try (LocalSystem system = start(experiment)) {
      ExperimentRun run =
          new ExperimentRun(
              system,
              Streamflow.repository(),
              Streamflow.folder(),
              status -> console.status(which + status));
      if (warmUp > 0) {
        run.warmUp(warmUp);
      }
      return run.run(experiment);
    }
  }

  private LocalSystem start(Experiment experiment) throws IOException {
    LaunchOptions options = LaunchOptions.FOR_MUCH_LOAD;
    for (Map.Entry<String, String> setting : experiment.settings().entrySet()) {
      options = options.withSetting(setting.getKey(), setting.getValue());
    }
    Map<String, LaunchOptions> all = new HashMap<>();
    for (Program program : Program.ALL) {
      all.put(program.name(), options);
    }
    return LocalSystem.start(
        Streamflow.repository(),
        Streamflow.folder(),
        Ports.free(),
        all,
        ready -> console.status("starting: " + ready));
  }

  private String command() {
    StringBuilder command = new StringBuilder("./streamflow bench " + name);
    append(command, "--rate", rate);
    append(command, "--seconds", seconds);
    append(command, "--orders", orders);
    append(command, "--warm-up", warmUp);
    append(command, "--runs", runs);
    return command.toString();
  }

  private static void append(StringBuilder command, String option, @Nullable Number value) {
    if (value != null) {
      command.append(' ').append(option).append(' ');
      command.append(String.format(Locale.ROOT, "%.0f", value.doubleValue()));
    }
  }
}
