package dev.streamflow.localstack;

import java.nio.file.Path;
import java.time.Duration;

/** A server that runs or has run, as a process or in a container: what a test can do to it. */
public sealed interface ServerHandle permits ManagedProcess, ManagedContainer {

  /** Unique in its stack. */
  String name();

  /** The file with its output. */
  Path log();

  /** Whether it still runs. */
  boolean isAlive();

  /** Kills it (SIGKILL); returns when it is gone. */
  void kill();

  /**
   * Holds it still: it is alive, but does nothing until the pause is closed.
   *
   * @throws LocalStackException if it has ended
   */
  Pause pause();

  /**
   * Waits until it has ended.
   *
   * @throws LocalStackException if it still runs after this time
   */
  void awaitEnd(Duration timeout);
}
