package dev.streamflow.systemtests.cli;

import dev.streamflow.systemtests.bench.Experiment;
import dev.streamflow.systemtests.bench.ExperimentRuns;
import dev.streamflow.systemtests.bench.RunResult;
import dev.streamflow.systemtests.invariants.Finding;
import dev.streamflow.systemtests.running.LaunchOptions;
import dev.streamflow.systemtests.running.LocalSystem;
import dev.streamflow.systemtests.running.Ports;
import dev.streamflow.systemtests.running.Program;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * A system that lives for some experiments.
 *
 * @param warmUp so many orders come before the first
 * @param replicas processes of each service; orders are placed at the first of them
 * @param settings of all services, in place of the usual ones
 */
record FreshSystem(int warmUp, int replicas, Map<String, String> settings) {

  /**
   * The AOT cache makes the start quick, and what runs for long costs a twentieth more CPU with it.
   */
  private static final LaunchOptions OPTIONS =
      LaunchOptions.FOR_MUCH_LOAD.withJvmArgument("-XX:AOTMode=off").withJvmArgument("-Xmx384m");

  /** Starts it, warms it up, does each experiment in turn, and checks every promise at the end. */
  List<RunResult> run(List<Experiment> experiments, Consumer<String> status)
      throws IOException, InterruptedException {
    LaunchOptions options = OPTIONS;
    for (Map.Entry<String, String> setting : settings.entrySet()) {
      options = options.withSetting(setting.getKey(), setting.getValue());
    }
    try (LocalSystem system = start(options, status)) {
      for (int number = 2; number <= replicas; number++) {
        status.accept("starting: replica %d of each service".formatted(number));
        addReplicas(system, options);
      }
      return run(system, experiments, status);
    }
  }

  private List<RunResult> run(
      LocalSystem system, List<Experiment> experiments, Consumer<String> status)
      throws IOException, InterruptedException {
    try (ExperimentRuns runs =
        ExperimentRuns.start(system, Streamflow.repository(), Streamflow.folder(), status)) {
      if (warmUp > 0) {
        runs.warmUp(warmUp);
      }
      List<RunResult> results = new ArrayList<>();
      for (Experiment experiment : experiments) {
        results.add(runs.run(experiment, which(results.size() + 1, experiments.size())));
      }
      status.accept("looking whether every promise was kept");
      List<Finding> findings = runs.check();
      return results.stream().map(result -> result.with(findings)).toList();
    }
  }

  private static String which(int number, int all) {
    return all == 1 ? "" : "run %d of %d, ".formatted(number, all);
  }

  private static void addReplicas(LocalSystem system, LaunchOptions options) throws IOException {
    for (Program program : Program.ALL) {
      if (program.isService()) {
        system.programs().addReplica(program.name(), options);
      }
    }
  }

  private static LocalSystem start(LaunchOptions options, Consumer<String> status)
      throws IOException {
    Map<String, LaunchOptions> all = new HashMap<>();
    for (Program program : Program.ALL) {
      all.put(program.name(), options);
    }
    return LocalSystem.start(
        Streamflow.repository(),
        Streamflow.folder(),
        Ports.free(),
        all,
        ready -> status.accept("starting: " + ready));
  }
}
