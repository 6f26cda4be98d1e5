package dev.streamflow.localstack;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.CreateContainerCmd;
import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.command.InspectContainerResponse.ContainerState;
import com.github.dockerjava.api.exception.ConflictException;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.ContainerNetwork;
import com.github.dockerjava.api.model.ExposedPort;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.PortBinding;
import com.github.dockerjava.api.model.Ports;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.LockSupport;
import org.testcontainers.containers.ContainerLaunchException;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.images.builder.Transferable;

/**
 * A server in a container of its own, at the port that was drawn for it, so that it comes back
 * there when it is started again. Testcontainers removes it if this JVM cannot.
 */
final class ManagedContainer implements ServerHandle {

  private static final Duration KILL_TIMEOUT = Duration.ofSeconds(20);
  private static final Duration CHECK_INTERVAL = Duration.ofMillis(20);

  private final ContainerSpec spec;
  private final GenericContainer<?> container;
  private final ContainerLog log;

  /**
   * A container that is not started yet.
   *
   * @param logs takes the file with its output
   */
  ManagedContainer(ContainerSpec spec, Path logs) {
    this.spec = spec;
    this.log = new ContainerLog(logs.resolve(spec.name() + ".log"));
    this.container =
        new GenericContainer<>(spec.image())
            .withEnv(spec.environment())
            .withCreateContainerCmdModifier(this::bindPort);
    if (!spec.command().isEmpty()) {
      container.withCommand(spec.command().toArray(String[]::new));
    }
    spec.files()
        .forEach((path, text) -> container.withCopyToContainer(Transferable.of(text), path));
  }

  /** Nobody but this machine can come in. */
  private void bindPort(CreateContainerCmd command) {
    ExposedPort inside = ExposedPort.tcp(spec.portInside());
    Ports.Binding outside = Ports.Binding.bindIpAndPort(Endpoints.LOOPBACK, spec.port());
    command
        .withExposedPorts(inside)
        .withHostConfig(hostConfig(command).withPortBindings(new PortBinding(outside, inside)));
  }

  private static HostConfig hostConfig(CreateContainerCmd command) {
    HostConfig existing = command.getHostConfig();
    return existing == null ? HostConfig.newHostConfig() : existing;
  }

  @Override
  public String name() {
    return spec.name();
  }

  @Override
  public Path log() {
    return log.file();
  }

  /** Starts it, for the first time or again, with what it had; returns when it is ready. */
  void start() throws InterruptedException {
    try {
      if (container.getContainerId() == null) {
        container.start();
      } else {
        docker().startContainerCmd(container.getContainerId()).exec();
      }
    } catch (ContainerLaunchException e) {
      throw new LocalStackException("%s cannot be started: %s".formatted(name(), cause(e)), e);
    }
    log.follow(container);
    new Readiness(this).await(spec.probe(), spec.startTimeout());
  }

  private static Throwable cause(Throwable failure) {
    return failure.getCause() == null ? failure : cause(failure.getCause());
  }

  @Override
  public boolean isAlive() {
    return container.getContainerId() != null && Boolean.TRUE.equals(state().getRunning());
  }

  @Override
  public void kill() {
    try {
      docker().killContainerCmd(container.getContainerId()).exec();
    } catch (ConflictException | NotFoundException ended) {
      return;
    }
    awaitEnd(KILL_TIMEOUT);
  }

  @Override
  public Pause pause() {
    if (!isAlive()) {
      throw new LocalStackException(name() + " has ended");
    }
    docker().pauseContainerCmd(container.getContainerId()).exec();
    return this::goOn;
  }

  private void goOn() {
    if (Boolean.TRUE.equals(state().getPaused())) {
      docker().unpauseContainerCmd(container.getContainerId()).exec();
    }
  }

  @Override
  public void awaitEnd(Duration timeout) {
    Instant deadline = Instant.now().plus(timeout);
    while (isAlive()) {
      if (Instant.now().isAfter(deadline)) {
        throw new LocalStackException(
            "%s still runs after %d ms. See %s".formatted(name(), timeout.toMillis(), log()));
      }
      LockSupport.parkNanos(CHECK_INTERVAL.toNanos());
    }
  }

  /** Where other containers reach it. It may be another one when it was started again. */
  String address() {
    return inspected().getNetworkSettings().getNetworks().values().stream()
        .map(ContainerNetwork::getIpAddress)
        .findFirst()
        .orElseThrow(() -> new LocalStackException(name() + " is in no network"));
  }

  /** Ends and removes it with its data. The log stays. */
  void remove() {
    container.stop();
  }

  private ContainerState state() {
    return inspected().getState();
  }

  private InspectContainerResponse inspected() {
    return docker().inspectContainerCmd(container.getContainerId()).exec();
  }

  private DockerClient docker() {
    return container.getDockerClient();
  }
}
