package dev.streamflow.systemtests.cli;

import dev.streamflow.systemtests.Problem;
import dev.streamflow.systemtests.bench.BenchChart;
import dev.streamflow.systemtests.bench.BenchReport;
import dev.streamflow.systemtests.bench.BenchReportFiles;
import dev.streamflow.systemtests.bench.Experiment;
import dev.streamflow.systemtests.bench.RunResult;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
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
      "%nStarts a system, warms it up, does each experiment in turn, as often as it was told, and",
      "ends with the proof that nothing was lost or done twice. Nothing else should run meanwhile.",
      "Without a NAME: lists the experiments."
    },
    mixinStandardHelpOptions = true,
    subcommands = {SyncCommand.class, NaiveCommand.class})
final class BenchCommand implements Callable<Integer> {

  @Parameters(
      arity = "0..*",
      paramLabel = "NAME",
      description = "The experiments.",
      converter = ByName.class)
  private List<Experiments> names = List.of();

  @Option(
      names = "--runs",
      paramLabel = "N",
      defaultValue = "1",
      description = "How often each, for median and spread (default: ${DEFAULT-VALUE}).")
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
      defaultValue = "100000",
      description = "How many orders warm the system up (default: ${DEFAULT-VALUE}).")
  private int warmUp;

  @Option(
      names = "--replicas",
      paramLabel = "N",
      defaultValue = "1",
      description = "How many processes of each service (default: ${DEFAULT-VALUE}).")
  private int replicas;

  @Option(
      names = "--set",
      paramLabel = "NAME=VALUE",
      description = "A setting of all services, such as streamflow.consumer.window=200ms.")
  private Map<String, String> settings = Map.of();

  @Option(
      names = "--save",
      paramLabel = "FOLDER",
      description = "Where to keep report and picture (default: benchmarks).")
  private @Nullable Path folder;

  private final Console console = Console.STANDARD;

  @Override
  public Integer call() throws Exception {
    if (names.isEmpty()) {
      list();
      return Streamflow.OK;
    }
    requireSense();
    List<Experiment> once =
        names.stream().distinct().map(name -> name.with(rate, seconds, orders)).toList();
    List<Experiment> inTurns =
        Collections.nCopies(runs, once).stream().flatMap(List::stream).toList();
    List<RunResult> results =
        new FreshSystem(warmUp, replicas, settings).run(inTurns, console::status);
    boolean passed = true;
    for (Experiment experiment : once) {
      passed &= report(results.stream().filter(r -> r.experiment().equals(experiment)).toList());
    }
    return passed ? Streamflow.OK : Streamflow.FAILED;
  }

  private boolean report(List<RunResult> results) throws IOException {
    BenchReport report = BenchReport.of(command(), results);
    BenchReportPrinter.print(console, report.experiment(), report.figures(), report.problems());
    String picture = new BenchChart(BenchReport.medianOf(results)).svg();
    Path kept = folder == null ? Streamflow.repository().resolve("benchmarks") : folder;
    console.line("report: " + BenchReportFiles.write(report, picture, kept));
    return report.passed();
  }

  private void list() {
    Table table = new Table();
    for (Experiments each : Experiments.values()) {
      table.row("./streamflow bench " + each, each.description());
    }
    table.row("./streamflow bench naive", "Saturation, in turns with the same in batches of one.");
    table.row("./streamflow bench sync", "A synchronous checkout when payment takes 3 s.");
    table.row("./streamflow bench parking", "What the look for parked events costs the others.");
    table.lines().forEach(console::line);
  }

  private void requireSense() {
    boolean isSense =
        runs > 0
            && replicas > 0
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
                      "there is no '%s', but %s, naive, sync, parking"
                          .formatted(name, Arrays.toString(Experiments.values()))));
    }
  }

  private String command() {
    StringBuilder command = new StringBuilder("./streamflow bench");
    names.forEach(name -> command.append(' ').append(name));
    append(command, "--rate", rate);
    append(command, "--seconds", seconds);
    append(command, "--orders", orders);
    append(command, "--warm-up", warmUp);
    append(command, "--replicas", replicas == 1 ? null : replicas);
    append(command, "--runs", runs);
    new TreeMap<>(settings)
        .forEach(
            (setting, value) ->
                command.append(" --set ").append(setting).append('=').append(value));
    return command.toString();
  }

  private static void append(StringBuilder command, String option, @Nullable Number value) {
    if (value != null) {
      command.append(' ').append(option).append(' ');
      command.append(String.format(Locale.ROOT, "%.0f", value.doubleValue()));
    }
  }
}
