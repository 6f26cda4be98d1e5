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
  private FreshSystem() {}

  /** Starts it, warms it up by so many orders, and does the experiment. */
  static RunResult run(Experiment experiment, int warmUp, Consumer<String> status)
      throws IOException, InterruptedException {
    try (LocalSystem system = start(experiment, status)) {
      ExperimentRun run =
          new ExperimentRun(system, Streamflow.repository(), Streamflow.folder(), status);
      if (warmUp > 0) {
        run.warmUp(warmUp);
      }
      return run.run(experiment);
    }
  }

  private static LocalSystem start(Experiment experiment, Consumer<String> status)
      throws IOException {
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
        ready -> status.accept("starting: " + ready));
  }
}
