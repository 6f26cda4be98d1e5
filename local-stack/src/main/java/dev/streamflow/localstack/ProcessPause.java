package dev.streamflow.localstack;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** A time in which a process is held still. Closing it lets the process go on. */
public final class ProcessPause implements Pause {

  private static final Duration STOP_TIMEOUT = Duration.ofSeconds(5);

  private final ManagedProcess process;

  private ProcessPause(ManagedProcess process) {
    this.process = process;
  }

  static ProcessPause of(ManagedProcess process) {
    ProcessHandle handle =
        process
            .identity()
            .handle()
            .orElseThrow(() -> new LocalStackException(process.name() + " has ended"));
    ProcessSignal.STOP.send(tree(handle));
    ProcessEnd.await(List.of(handle), each -> !isPaused(each), STOP_TIMEOUT);
    return new ProcessPause(process);
  }

  /** Lets a process go on that is held still by whomever. */
  static void endOf(ProcessHandle process) {
    if (isPaused(process)) {
      ProcessSignal.CONT.send(tree(process));
    }
  }

  private static List<ProcessHandle> tree(ProcessHandle process) {
    return Stream.concat(Stream.of(process), process.descendants()).toList();
  }

  /** Yes where nobody can tell: to let a process go on that runs does no harm. */
  private static boolean isPaused(ProcessHandle process) {
    return ProcessStat.of(process.pid()).map(ProcessStat::isPaused).orElse(true);
  }

  @Override
  public void close() {
    process.identity().handle().ifPresent(ProcessPause::endOf);
  }
}
