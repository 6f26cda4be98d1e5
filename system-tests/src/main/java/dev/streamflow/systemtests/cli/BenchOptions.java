package dev.streamflow.systemtests.cli;

import dev.streamflow.systemtests.Problem;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What the comparisons have in common. */
final class BenchOptions {

  @Option(
      names = "--runs",
      paramLabel = "N",
      defaultValue = "1",
      description = "How often each, for median and spread (default: ${DEFAULT-VALUE}).")
  int runs;

  @Option(
      names = "--save",
      paramLabel = "FOLDER",
      description = "Where to keep report and picture (default: benchmarks).")
  private @Nullable Path folder;

  Path folder() {
    return folder == null ? Streamflow.repository().resolve("benchmarks") : folder;
  }

  /** What to say before the status of a run. */
  String which(int number) {
    return runs == 1 ? "" : "run %d of %d, ".formatted(number, runs);
  }

  /** Refuses numbers that make no sense. */
  void requireSense(boolean others) {
    if (runs < 1 || !others) {
      throw new Problem("these numbers make no sense", "give at least 1 each");
    }
  }
}
