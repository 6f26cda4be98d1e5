package dev.streamflow.localstack;

import java.time.Duration;

/** How to start a server, as a process or in a container. */
sealed interface ServerSpec permits ProcessSpec, ContainerSpec {

  /** Unique in its stack. */
  String name();

  /** Tells when it is ready. */
  Probe probe();

  /** How long it may take until it is ready. */
  Duration startTimeout();
}
