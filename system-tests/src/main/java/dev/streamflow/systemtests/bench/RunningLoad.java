package dev.streamflow.systemtests.bench;

import dev.streamflow.systemtests.Problem;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
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

  private RunningLoad(LoadPlan plan, Path log, Process process) {
    this.plan = plan;
    this.log = log;
    this.process = process;
    output = process.inputReader();
  }

  /**
   * Starts it; it begins with the warm-up.
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

  /**
   * Returns when the system is warm.
   *
   * @param progress is told once a second how far the warm-up is
   */
  void awaitReady(Consumer<String> progress) throws IOException {
    for (String line = line(); !line.equals(LoadProcess.READY); line = line()) {
      progress.accept(progress(line, plan.warmUp()));
    }
  }

  /**
   * Lets it begin; returns shortly before the first order is due.
   *
   * @return when that is (milliseconds since 1970)
   */
  long begin() throws IOException {
    Writer input = process.outputWriter();
    input.write(System.lineSeparator());
    input.flush();
    return Long.parseLong(line());
  }

  private String line() throws IOException {
    String line = output.readLine();
    if (line == null) {
      throw problem();
    }
    return line;
  }

  private static String progress(String line, int orders) {
    String[] counts = line.split(" ");
    return "accepted %s of %,d, ended %s".formatted(counts[0], orders, counts[1]);
  }

  /**
   * Returns when each order has its end, or nothing has happened for long.
   *
   * @param progress is told once a second how far it is
   */
  void await(Consumer<String> progress) throws IOException, InterruptedException {
    for (String line = output.readLine(); line != null; line = output.readLine()) {
      progress.accept(progress(line, plan.orders()));
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
