package dev.streamflow.systemtests.bench;

import dev.streamflow.systemtests.Problem;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/** The process that makes the load, seen from the one that measures. */
final class RunningLoad implements AutoCloseable {
  private final LoadPlan plan;
  private final Path log;
  private final Process process;
  private final BufferedReader output;
  private final long startsAtMillis;

  private RunningLoad(LoadPlan plan, Path log, Process process) throws IOException {
    this.plan = plan;
    this.log = log;
    this.process = process;
    output = process.inputReader();
    String first = output.readLine();
    if (first == null) {
      throw problem();
    }
    startsAtMillis = Long.parseLong(first);
  }

  /**
   * Starts it; returns shortly before the first order is due.
   *
   * @param folder for its files
   */
  static RunningLoad start(LoadPlan plan, Path folder) throws IOException {
    Path file = folder.resolve("load.json");
    Path log = folder.resolve("logs").resolve("load.log");
    plan.write(file);
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx1g",
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                System.getProperty("java.class.path"),
                LoadProcess.class.getName(),
                file.toString())
            .redirectError(log.toFile())
            .start();
    return new RunningLoad(plan, log, process);
  }

  /** When the first order is due (milliseconds since 1970). */
  long startsAtMillis() {
    return startsAtMillis;
  }

  /**
   * Returns when each order has its end, or nothing has happened for long.
   *
   * @param progress is told once a second how far it is
   */
  void await(Consumer<String> progress) throws IOException, InterruptedException {
    for (String line = output.readLine(); line != null; line = output.readLine()) {
      String[] counts = line.split(" ");
      progress.accept(
          "accepted %s of %,d, ended %s".formatted(counts[0], plan.orders(), counts[1]));
    }
    if (process.waitFor() != 0) {
      throw problem();
    }
  }

  /** What became of the orders. */
  List<OrderTrace> traces() throws IOException {
    return Files.readAllLines(plan.traces()).stream().map(OrderTrace::ofLine).toList();
  }

  private Problem problem() {
    return new Problem("the process that makes the load has failed", "see why: " + log);
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
