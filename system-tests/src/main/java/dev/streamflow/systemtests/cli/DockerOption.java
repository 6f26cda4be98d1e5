package dev.streamflow.systemtests.cli;

import dev.streamflow.systemtests.faults.FaultReport;
import dev.streamflow.systemtests.running.LocalSystem;
import dev.streamflow.systemtests.running.RunningSystem;
import dev.streamflow.systemtests.running.compose.ComposeProject;
import dev.streamflow.systemtests.running.compose.ComposeSystem;
import java.util.concurrent.Callable;
import picocli.CommandLine.Option;

/** Which system is meant: the one that Docker Compose runs, or the one of our own processes. */
final class DockerOption {
  @Option(
      names = "--docker",
      description = "The system that docker compose runs, instead of processes. It stays up.")
  private boolean isGiven;

  boolean isGiven() {
    return isGiven;
  }

  /** The system that is running. */
  RunningSystem attach() {
    return isGiven
        ? ComposeSystem.attach(Streamflow.repository(), Streamflow.folder())
        : LocalSystem.attach(Streamflow.repository(), Streamflow.folder());
  }

  /** The system that Docker Compose runs, or else a new one. */
  RunningSystem attachOr(Callable<LocalSystem> start) throws Exception {
    if (!isGiven) {
      return start.call();
    }
    RunningSystem system = attach();
    system.requireAlive();
    return system;
  }

  /** The report, with a command that repeats it on the same kind of system. */
  FaultReport noteIn(FaultReport report) {
    return isGiven ? report.with("--docker") : report;
  }

  /** The containers, ready or not. */
  static ComposeProject project() {
    return ComposeProject.in(Streamflow.repository());
  }
}
