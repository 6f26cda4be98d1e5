package dev.streamflow.localstack;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Ends processes: asks all of them, waits for all, and kills those that do not go. What they have
 * started ends with them.
 */
final class ProcessEnd {

  private static final Duration POLITE_TIMEOUT = Duration.ofSeconds(30);
  private static final Duration KILL_TIMEOUT = Duration.ofSeconds(5);
  private static final Duration CHECK_INTERVAL = Duration.ofMillis(20);

  private ProcessEnd() {}

  /** Returns when none of them runs any more. Not interruptible: nothing may be left behind. */
  static void stop(List<ManagedProcess> processes) {
    stop(processes, POLITE_TIMEOUT);
  }

  static void stop(List<ManagedProcess> processes, Duration patience) {
    List<ProcessHandle> children = processes.stream().flatMap(ProcessEnd::children).toList();
    processes.forEach(ProcessEnd::ask);
    await(processes, ManagedProcess::isAlive, patience);
    processes.forEach(process -> process.identity().handle().ifPresent(ProcessEnd::kill));
    await(processes, ManagedProcess::isAlive, KILL_TIMEOUT);
    children.forEach(ProcessEnd::kill);
    await(children, ProcessHandle::isAlive, KILL_TIMEOUT);
  }

  /** Asked for in good time: a child whose parent has ended cannot be found by it any more. */
  private static Stream<ProcessHandle> children(ManagedProcess process) {
    return process.identity().handle().stream().flatMap(ProcessHandle::descendants);
  }

  private static void ask(ManagedProcess process) {
    process
        .identity()
        .handle()
        .ifPresent(
            handle -> {
              switch (process.stopSignal()) {
                case TERM -> handle.destroy();
                case INT -> interrupt(handle.pid());
              }
            });
  }

  /** Java cannot send this signal; the shell's own {@code kill} exists everywhere. */
  private static void interrupt(long pid) {
    try {
      new ProcessBuilder("sh", "-c", "kill -s INT " + pid).inheritIO().start();
    } catch (IOException e) {
      throw new LocalStackException("No shell to send SIGINT to " + pid, e);
    }
  }

  private static void kill(ProcessHandle process) {
    process.destroyForcibly();
  }

  private static <T> void await(List<T> processes, Predicate<T> alive, Duration timeout) {
    Instant deadline = Instant.now().plus(timeout);
    while (processes.stream().anyMatch(alive) && Instant.now().isBefore(deadline)) {
      LockSupport.parkNanos(CHECK_INTERVAL.toNanos());
    }
  }
}
