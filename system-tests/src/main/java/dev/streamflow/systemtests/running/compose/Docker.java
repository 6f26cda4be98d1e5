package dev.streamflow.systemtests.running.compose;

import dev.streamflow.systemtests.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * The docker command line. It is the user's own: with their context, and with what they have set
 * for Compose, such as COMPOSE_FILE and COMPOSE_PROJECT_NAME.
 *
 * @param folder of the Compose file
 */
record Docker(Path folder) {
  private static final Duration TIMEOUT = Duration.ofMinutes(2);
  private static final Pattern NO_ENGINE =
      Pattern.compile(
          "(?i)docker daemon|daemon is not running|permission denied|error during connect");
  private static final Pattern NO_COMPOSE = Pattern.compile("'compose' is not a docker command");

  /**
   * Runs it and returns what it prints.
   *
   * @throws Problem if it fails
   */
  String run(String... arguments) {
    Process process = start(new ProcessBuilder(command(List.of(arguments))));
    CompletableFuture<String> out = text(process.getInputStream());
    CompletableFuture<String> errors = text(process.getErrorStream());
    if (!hasEnded(process)) {
      process.destroyForcibly();
      throw engineSilent("docker " + arguments[0] + " does not end");
    }
    if (process.exitValue() != 0) {
      throw explained(errors.join().strip(), arguments);
    }
    return out.join();
  }

  /** Runs it on this process' terminal; returns its exit code. */
  int show(List<String> arguments) throws InterruptedException {
    return start(new ProcessBuilder(command(arguments)).inheritIO()).waitFor();
  }

  private static List<String> command(List<String> arguments) {
    List<String> command = new ArrayList<>(List.of("docker"));
    command.addAll(arguments);
    return command;
  }

  private Process start(ProcessBuilder docker) {
    try {
      return docker.directory(folder.toFile()).start();
    } catch (IOException e) {
      throw new Problem(
          "docker cannot be run: " + e.getMessage(),
          "install Docker with Compose: https://docs.docker.com/get-started/get-docker");
    }
  }

  private static CompletableFuture<String> text(InputStream stream) {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        },
        reader -> Thread.ofVirtual().start(reader));
  }

  private static boolean hasEnded(Process process) {
    try {
      return process.waitFor(TIMEOUT.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while docker runs", e);
    }
  }

  static Problem explained(String errors, String... arguments) {
    String last = errors.lines().reduce((a, b) -> b).orElse("without a word");
    if (NO_COMPOSE.matcher(errors).find()) {
      return new Problem(
          "docker has no Compose", "install it: https://docs.docker.com/compose/install");
    }
    return NO_ENGINE.matcher(errors).find()
        ? engineSilent(last)
        : new Problem(
            "docker %s failed: %s".formatted(arguments[0], last),
            "try it yourself: docker " + String.join(" ", arguments));
  }

  private static Problem engineSilent(String what) {
    return new Problem(
        "Docker's engine does not answer: " + what,
        "start Docker Desktop, or the service: sudo systemctl start docker");
  }
}
