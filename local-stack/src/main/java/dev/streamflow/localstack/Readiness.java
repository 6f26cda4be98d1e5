package dev.streamflow.localstack;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Waits for what was started.
 *
 * @param started a process or a container
 */
record Readiness(ServerHandle started) {

  private static final Duration PROBE_INTERVAL = Duration.ofMillis(25);
  private static final int LOG_LINES_SHOWN = 20;

  /**
   * Waits until it is ready.
   *
   * @throws LocalStackException if it ends before, or is not ready in time: names its log and shows
   *     the last lines
   */
  void await(Probe probe, Duration timeout) throws InterruptedException {
    Instant deadline = Instant.now().plus(timeout);
    boolean ready = false;
    while (!ready) {
      ready = answers(probe);
      // Asked in this order: another program may answer at a port that this one did not get.
      if (!started.isAlive()) {
        throw notUp("ended while it was starting");
      }
      if (!ready && Instant.now().isAfter(deadline)) {
        throw notUp("was not ready after " + timeout.toSeconds() + " s");
      }
      Thread.sleep(ready ? Duration.ZERO : PROBE_INTERVAL);
    }
  }

  private static boolean answers(Probe probe) throws InterruptedException {
    try {
      return probe.isReady();
    } catch (InterruptedException e) {
      throw e;
    } catch (Exception notYet) {
      return false;
    }
  }

  private LocalStackException notUp(String what) {
    return new LocalStackException(
        "%s %s. Its log %s ends:%n%s".formatted(started.name(), what, started.log(), endOfLog()));
  }

  private String endOfLog() {
    try {
      List<String> lines = Files.readAllLines(started.log());
      int first = Math.max(0, lines.size() - LOG_LINES_SHOWN);
      return String.join(System.lineSeparator(), lines.subList(first, lines.size()));
    } catch (IOException e) {
      return "(cannot be read: " + e.getMessage() + ")";
    }
  }
}
