package dev.streamflow.systemtests.synchronous;

import dev.streamflow.localstack.ProcessUsage;
import dev.streamflow.systemtests.Problem;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A JVM with a class of ours, on this class path. */
final class ChildProcess implements AutoCloseable {
  private final Process process;
  private final Path log;
  private final BufferedReader output;

  private ChildProcess(Process process, Path log) {
    this.process = process;
    this.log = log;
    output = process.inputReader();
  }

  /**
   * Starts it.
   *
   * @param log where it complains
   */
  static ChildProcess start(Class<?> main, List<String> arguments, Path log) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx1g",
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
    command.addAll(arguments);
    Files.createDirectories(log.getParent());
    return new ChildProcess(new ProcessBuilder(command).redirectError(log.toFile()).start(), log);
  }

  /** The next line that it prints. */
  String awaitLine() throws IOException {
    String line = output.readLine();
    if (line == null) {
      throw problem();
    }
    return line;
  }

  void tell(String line) throws IOException {
    Writer input = process.outputWriter();
    input.write(line + "\n");
    input.flush();
  }

  /** Waits until it has ended by itself. */
  void awaitEnd() throws InterruptedException {
    if (process.waitFor() != 0) {
      throw problem();
    }
  }

  ProcessUsage usage() {
    return ProcessUsage.of(process.toHandle());
  }

  private Problem problem() {
    return new Problem("a process of the experiment has failed", "see why: " + log);
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
