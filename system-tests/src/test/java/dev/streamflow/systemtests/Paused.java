package dev.streamflow.systemtests;

import dev.streamflow.systemtests.running.LocalSystem;
import java.io.IOException;

/** Holds a process still (SIGSTOP) until it is closed: it is alive, but does nothing. */
record Paused(long pid) implements AutoCloseable {

  static Paused process(LocalSystem system, String name) throws IOException {
    long pid =
        system.processes().stream()
            .filter(process -> process.name().equals(name))
            .findFirst()
            .orElseThrow()
            .pid();
    signal("-STOP", pid);
    return new Paused(pid);
  }

  @Override
  public void close() throws IOException {
    signal("-CONT", pid);
  }

  private static void signal(String name, long pid) throws IOException {
    Process kill = new ProcessBuilder("kill", name, Long.toString(pid)).inheritIO().start();
    if (kill.onExit().join().exitValue() != 0) {
      throw new IOException("kill " + name + " " + pid + " failed");
    }
  }
}
