package dev.streamflow.systemtests.faults.containers;

import dev.streamflow.systemtests.running.compose.ContainerHarm;
import java.time.Duration;
import java.util.function.Consumer;

/** What is done to a container. */
public enum ContainerFault {
  /** Its main process is killed; the restart policy acts. */
  KILL("killed", ContainerHarm::kill, harm -> {}),
  PAUSE("paused", ContainerHarm::pause, ContainerHarm::unpause),
  DISCONNECT("disconnected", ContainerHarm::disconnect, ContainerHarm::reconnect);

  private final String words;
  private final Consumer<ContainerHarm> begin;
  private final Consumer<ContainerHarm> end;

  ContainerFault(String words, Consumer<ContainerHarm> begin, Consumer<ContainerHarm> end) {
    this.words = words;
    this.begin = begin;
    this.end = end;
  }

  /** What has become of the container. */
  public String words() {
    return words;
  }

  /** Does it, and takes it back after a while, or when this JVM ends; a death is not taken back. */
  void inflict(ContainerHarm harm, Duration lasts) throws InterruptedException {
    Thread takingBack = new Thread(() -> end.accept(harm));
    Runtime.getRuntime().addShutdownHook(takingBack);
    begin.accept(harm);
    if (this != KILL) {
      Thread.sleep(lasts);
    }
    Runtime.getRuntime().removeShutdownHook(takingBack);
    end.accept(harm);
  }
}
