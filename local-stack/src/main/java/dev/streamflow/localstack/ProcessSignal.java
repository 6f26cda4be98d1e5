package dev.streamflow.localstack;

import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;

/** The signals that Java cannot send. */
enum ProcessSignal {
  INT,
  STOP,
  CONT;

  /** Returns when it is sent. It is no failure that one of them has ended. */
  void send(List<ProcessHandle> processes) {
    String pids =
        processes.stream()
            .map(process -> Long.toString(process.pid()))
            .collect(Collectors.joining(" "));
    try {
      // The shell's own kill exists everywhere.
      new ProcessBuilder("sh", "-c", "kill -s " + name() + " " + pids)
          .redirectError(ProcessBuilder.Redirect.DISCARD)
          .start()
          .onExit()
          .join();
    } catch (IOException e) {
      throw new LocalStackException("No shell to send SIG%s to %s".formatted(this, pids), e);
    }
  }
}
