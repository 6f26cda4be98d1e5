package dev.streamflow.localstack;

import java.time.Instant;
import java.util.Optional;

/**
 * A process that cannot be mistaken for a later one with the same pid.
 *
 * @param pid the operating system's number, used again after the process ended
 * @param started when it started: ticks since the machine did on Linux, else milliseconds since
 *     1970
 */
public record ProcessIdentity(long pid, long started) {

  static ProcessIdentity of(ProcessHandle process) {
    return new ProcessIdentity(process.pid(), startOf(process));
  }

  static ProcessIdentity ofThisProcess() {
    return of(ProcessHandle.current());
  }

  /** Whether this very process still runs. One that ended and is not reaped yet does not. */
  boolean isAlive() {
    return handle().isPresent();
  }

  Optional<ProcessHandle> handle() {
    return ProcessHandle.of(pid)
        .filter(ProcessHandle::isAlive)
        .filter(process -> startOf(process) == started)
        .filter(_ -> ProcessStat.of(pid).map(stat -> !stat.hasEnded()).orElse(true));
  }

  private static long startOf(ProcessHandle process) {
    if (ProcessStat.isSupported()) {
      return ProcessStat.of(process.pid()).map(ProcessStat::startTicks).orElse(-1L);
    }
    return process.info().startInstant().map(Instant::toEpochMilli).orElse(-1L);
  }
}
