package dev.streamflow.localstack;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * A server to be run in a container.
 *
 * @param name unique in its stack
 * @param image with its version
 * @param command arguments for the image's entry point; empty for the image's own
 * @param environment for the container
 * @param files their content by their path in the container
 * @param port where it is reached on this machine's loopback address
 * @param portInside where it listens in the container
 * @param probe tells when it is ready
 */
record ContainerSpec(
    String name,
    String image,
    List<String> command,
    Map<String, String> environment,
    Map<String, String> files,
    int port,
    int portInside,
    Probe probe)
    implements ServerSpec {

  private static final Duration START_TIMEOUT = Duration.ofSeconds(120);

  ContainerSpec {
    command = List.copyOf(command);
    environment = Map.copyOf(environment);
    files = Map.copyOf(files);
  }

  @Override
  public Duration startTimeout() {
    return START_TIMEOUT;
  }
}
