package dev.streamflow.systemtests.bench;

import dev.streamflow.systemtests.Problem;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/** The process that makes the load, seen from the one that measures. Plans are done in turn. */
final class RunningLoad implements AutoCloseable {
  private final Path log;
  private final Process process;
  private final Writer input;
  private final BufferedReader output;

  private RunningLoad(Path log, Process process) {
    this.log = log;
    this.process = process;
    input = process.outputWriter();
    output = process.inputReader();
  }

  /**
   * Starts it.
   *
   * @param folder for its files
   */
  static RunningLoad start(LoadTarget target, Path folder) throws IOException {
    Path file = folder.resolve("load.json");
    Path log = folder.resolve("logs").resolve("load.log");
    target.write(file);
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
    return new RunningLoad(log, process);
  }

  /** Makes everything ready for a plan. */
  void prepare(LoadPlan plan) throws IOException {
    send(plan.line());
    String ready = line();
    if (!ready.equals(LoadProcess.READY)) {
      throw new IllegalStateException("the last plan is not done: " + ready);
    }
  }

  /**
   * Lets it begin with what was prepared; returns shortly before the first order is due.
   *
   * @return when that is (milliseconds since 1970)
   */
  long begin() throws IOException {
    send("");
    return Long.parseLong(line());
  }

  private void send(String line) throws IOException {
    input.write(line + System.lineSeparator());
    input.flush();
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
   * @return what became of the orders
   */
  List<OrderTrace> await(LoadPlan plan, Consumer<String> progress) throws IOException {
    for (String line = line(); !line.equals(LoadProcess.DONE); line = line()) {
      progress.accept(progress(line, plan.orders()));
    }
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
