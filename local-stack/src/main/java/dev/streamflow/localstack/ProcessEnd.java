package dev.streamflow.localstack;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;

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
    List<ProcessHandle> children = children(processes);
    processes.forEach(ProcessEnd::ask);
    await(processes, ManagedProcess::isAlive, patience);
    kill(processes, children);
  }

  /** Returns when none of them runs any more. They get no chance to finish anything. */
  static void kill(List<ManagedProcess> processes) {
    kill(processes, children(processes));
  }

  /** Whether it has ended within this time. */
  static boolean await(ManagedProcess process, Duration timeout) {
    await(List.of(process), ManagedProcess::isAlive, timeout);
    return !process.isAlive();
  }

  private static void kill(List<ManagedProcess> processes, List<ProcessHandle> children) {
    processes.forEach(process -> process.identity().handle().ifPresent(ProcessEnd::kill));
    await(processes, ManagedProcess::isAlive, KILL_TIMEOUT);
    children.forEach(ProcessEnd::kill);
    await(children, ProcessHandle::isAlive, KILL_TIMEOUT);
  }

  /** Asked for in good time: a child whose parent has ended cannot be found by it any more. */
  private static List<ProcessHandle> children(List<ManagedProcess> processes) {
    return processes.stream()
        .flatMap(process -> process.identity().handle().stream())
        .flatMap(ProcessHandle::descendants)
        .toList();
  }

  private static void ask(ManagedProcess process) {
    process
        .identity()
        .handle()
        .ifPresent(
            handle -> {
              switch (process.stopSignal()) {
                case TERM -> handle.destroy();
                case INT -> ProcessSignal.INT.send(List.of(handle));
              }
              // One that is paused would not even notice.
              ProcessPause.endOf(handle);
            });
  }

  private static void kill(ProcessHandle process) {
    process.destroyForcibly();
  }

  static <T> void await(List<T> processes, Predicate<T> alive, Duration timeout) {
    Instant deadline = Instant.now().plus(timeout);
    while (processes.stream().anyMatch(alive) && Instant.now().isBefore(deadline)) {
      LockSupport.parkNanos(CHECK_INTERVAL.toNanos());
    }
  }
}
