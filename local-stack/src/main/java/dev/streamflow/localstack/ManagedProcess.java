package dev.streamflow.localstack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;

/**
 * A process of the stack. Another JVM finds it again by what this record holds.
 *
 * @param name unique in its stack
 * @param identity pid and start
 * @param log the file with its output
 * @param stopSignal how it is asked to end
 */
public record ManagedProcess(
    String name, ProcessIdentity identity, Path log, StopSignal stopSignal) {

  private static final Duration PROBE_INTERVAL = Duration.ofMillis(25);
  private static final int LOG_LINES_SHOWN = 20;

  /** Its number in the operating system. */
  public long pid() {
    return identity.pid();
  }

  /** Whether it still runs. */
  public boolean isAlive() {
    return identity.isAlive();
  }

  /** What it and those that it started have used; nothing once it has ended. */
  public ProcessUsage usage() {
    return identity.handle().map(ProcessUsage::of).orElse(ProcessUsage.NONE);
  }

  /** Asks it to end, waits, and kills it with all that it started if it does not. */
  public void stop() {
    ProcessEnd.stop(List.of(this));
  }

  /** Kills it with all that it started (SIGKILL); returns when they are gone. */
  public void kill() {
    ProcessEnd.kill(List.of(this));
  }

  /**
   * Holds it still with all that it started (SIGSTOP): it is alive, but does nothing until the
   * pause is closed.
   *
   * @throws LocalStackException if it has ended
   */
  public ProcessPause pause() {
    return ProcessPause.of(this);
  }

  /**
   * Waits until it has ended by itself.
   *
   * @throws LocalStackException if it still runs after this time
   */
  public void awaitEnd(Duration timeout) {
    if (!ProcessEnd.await(this, timeout)) {
      throw new LocalStackException(
          "%s still runs after %d ms. See %s".formatted(name, timeout.toMillis(), log));
    }
  }

  /** What it ended with; empty while it runs, and where another JVM has started it. */
  public OptionalInt exitCode() {
    return isAlive() ? OptionalInt.empty() : ProcessStart.exitCodeOf(identity);
  }

  /**
   * Waits until it is ready.
   *
   * @throws LocalStackException if it ends before, or is not ready in time: names its log and shows
   *     the last lines
   */
  void awaitReady(Probe probe, Duration timeout) throws InterruptedException {
    Instant deadline = Instant.now().plus(timeout);
    boolean ready = false;
    while (!ready) {
      ready = answers(probe);
      // Asked in this order: another program may answer at a port that this one did not get.
      if (!isAlive()) {
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
        "%s %s. Its log %s ends:%n%s".formatted(name, what, log, endOfLog()));
  }

  private String endOfLog() {
    try {
      List<String> lines = Files.readAllLines(log);
      int first = Math.max(0, lines.size() - LOG_LINES_SHOWN);
      return String.join(System.lineSeparator(), lines.subList(first, lines.size()));
    } catch (IOException e) {
      return "(cannot be read: " + e.getMessage() + ")";
    }
  }
}
