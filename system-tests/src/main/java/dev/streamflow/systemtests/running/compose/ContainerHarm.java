package dev.streamflow.systemtests.running.compose;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Does harm to a container from outside, and takes it back. */
public final class ContainerHarm {
  private final Docker docker;
  private final String container;

  /** One network, and the names that the container has in it. */
  private Map<String, List<String>> networks = Map.of();

  ContainerHarm(Docker docker, String container) {
    this.docker = docker;
    this.container = container;
  }

  /**
   * Kills its main process (SIGKILL); its restart policy is to start it again. {@code docker kill}
   * would count as a stop that somebody wants, after which the policy does nothing; and inside the
   * container nobody can kill process 1. So it is killed by its number on the engine's machine, by
   * a container that sees all processes there and may do nothing else. It is made of the image of
   * the one that is killed: nothing is downloaded.
   */
  public void kill() {
    ContainerState state = state();
    docker.run(
        "run",
        "--rm",
        "--pid=host",
        "--network=none",
        "--user=0",
        "--cap-drop=ALL",
        "--cap-add=KILL",
        "--entrypoint=sh",
        state.image(),
        "-c",
        "kill -KILL " + state.pid());
  }

  /** Freezes all its processes. */
  public void pause() {
    docker.run("pause", container);
  }

  public void unpause() {
    docker.run("unpause", container);
  }

  /** Takes it out of its networks. */
  public void disconnect() {
    networks = state().networks();
    networks.keySet().forEach(network -> docker.run("network", "disconnect", network, container));
  }

  /** Puts it back into the networks that it was taken out of, under the names that it had. */
  public void reconnect() {
    networks.forEach(
        (network, aliases) -> {
          List<String> command = new ArrayList<>(List.of("network", "connect"));
          aliases.forEach(alias -> command.addAll(List.of("--alias", alias)));
          command.addAll(List.of(network, container));
          docker.run(command.toArray(String[]::new));
        });
  }

  private ContainerState state() {
    return ContainerState.parse(docker.run("inspect", container)).getFirst();
  }
}
