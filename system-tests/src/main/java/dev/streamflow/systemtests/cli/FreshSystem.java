package dev.streamflow.systemtests.cli;

import dev.streamflow.systemtests.bench.Experiment;
import dev.streamflow.systemtests.bench.ExperimentRun;
import dev.streamflow.systemtests.bench.RunResult;
import dev.streamflow.systemtests.running.LaunchOptions;
import dev.streamflow.systemtests.running.LocalSystem;
import dev.streamflow.systemtests.running.Ports;
import dev.streamflow.systemtests.running.Program;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/** A system that lives for one run of an experiment. */
final class FreshSystem {

  /**
   * The AOT cache makes the start quick, and what runs for long costs a twentieth more CPU with it.
   */
  private static final LaunchOptions OPTIONS =
      LaunchOptions.FOR_MUCH_LOAD.withJvmArgument("-XX:AOTMode=off").withJvmArgument("-Xmx384m");

  private FreshSystem() {}

  /** Starts it, warms it up by so many orders, and does the experiment. */
  static RunResult run(Experiment experiment, int warmUp, Consumer<String> status)
      throws IOException, InterruptedException {
    return run(experiment, warmUp, 1, status);
  }

  /** The same with so many replicas of each service. Orders are placed at the first of them. */
  static RunResult run(Experiment experiment, int warmUp, int replicas, Consumer<String> status)
      throws IOException, InterruptedException {
    LaunchOptions options = OPTIONS;
    for (Map.Entry<String, String> setting : experiment.settings().entrySet()) {
      options = options.withSetting(setting.getKey(), setting.getValue());
    }
    try (LocalSystem system = start(options, status)) {
      for (int number = 2; number <= replicas; number++) {
        status.accept("starting: replica %d of each service".formatted(number));
        addReplicas(system, options);
      }
      return new ExperimentRun(system, Streamflow.repository(), Streamflow.folder(), status)
          .run(experiment, warmUp);
    }
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
