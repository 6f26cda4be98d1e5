package dev.streamflow.localstack;

import java.nio.file.Path;
import java.time.Duration;
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
public record ManagedProcess(String name, ProcessIdentity identity, Path log, StopSignal stopSignal)
    implements ServerHandle {

  /** Its number in the operating system. */
  public long pid() {
    return identity.pid();
  }

  @Override
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
  @Override
  public void kill() {
    ProcessEnd.kill(List.of(this));
  }

  /**
   * Holds it still with all that it started (SIGSTOP): it is alive, but does nothing until the
   * pause is closed.
   *
   * @throws LocalStackException if it has ended
   */
  @Override
  public ProcessPause pause() {
    return ProcessPause.of(this);
  }

  /**
   * Waits until it has ended by itself.
   *
   * @throws LocalStackException if it still runs after this time
   */
  @Override
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
    new Readiness(this).await(probe, timeout);
  }
}
