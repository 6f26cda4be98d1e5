package dev.streamflow.systemtests.cli;

import java.util.Random;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What decides about everything random in a suite of faults. */
final class SeedOption {
  private static final int DRAWN_BELOW = 1_000_000;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Decides about everything random (default: drawn, and shown).")
  private @Nullable Long seed;

  /** The seed that was given, or a new one. Shows it, so that the run can be repeated. */
  long decided(Console console) {
    long decided = seed == null ? new Random().nextLong(1, DRAWN_BELOW) : seed;
    console.line("seed " + decided);
    return decided;
  }
}
