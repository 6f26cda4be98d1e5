package dev.streamflow.systemtests.running.compose;

import dev.streamflow.systemtests.Problem;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** The containers of the Compose file in a folder: what they are, and how they are. */
public final class ComposeProject {
  private static final String NEXT = "start it: docker compose up --build -d --wait";

  /** The second file is that of control groups in version 1. */
  private static final String PRINT_CPU =
      "cat /sys/fs/cgroup/cpu.stat || cat /sys/fs/cgroup/cpuacct/cpuacct.usage";

  private final Docker docker;
  private final ComposeFile file;

  private ComposeProject(Docker docker, ComposeFile file) {
    this.docker = docker;
    this.file = file;
  }

  /**
   * The project of a folder, whether it is up or not.
   *
   * @throws Problem if Docker is not there
   */
  public static ComposeProject in(Path folder) {
    Docker docker = new Docker(folder);
    return new ComposeProject(
        docker, ComposeFile.parse(docker.run("compose", "config", "--format", "json")));
  }

  /** Its name, as Docker has it. */
  public String name() {
    return file.project();
  }

  /** The services of the file, in alphabetical order. */
  public List<String> services() {
    return file.environments().keySet().stream().sorted().toList();
  }

  ComposeFile file() {
    return file;
  }

  /**
   * The containers that are to run until they are stopped, in the order of their names.
   *
   * @throws Problem if there are none
   */
  public List<Container> containers() {
    List<Container> containers =
        Container.parse(docker.run("compose", "ps", "--all", "--format", "json")).stream()
            .filter(container -> file.isToRun(container.service()))
            .sorted(Comparator.comparing(Container::name))
            .toList();
    if (containers.isEmpty()) {
      throw new Problem("the Compose project " + name() + " is not up", NEXT);
    }
    return containers;
  }

  /**
   * Makes sure that all are ready.
   *
   * @throws Problem if one is not
   */
  public void requireReady() {
    String others =
        containers().stream()
            .filter(container -> !container.isReady())
            .map(container -> container.name() + " is " + container.condition())
            .collect(Collectors.joining(", "));
    if (!others.isEmpty()) {
      throw new Problem("the Compose project " + name() + " is not ready: " + others, NEXT);
    }
  }

  /** CPU time that each running container has used since it was started. */
  public Map<String, Duration> cpu() {
    Map<String, CompletableFuture<Duration>> all = new LinkedHashMap<>();
    for (Container container : containers()) {
      if (container.isRunning()) {
        all.put(
            container.name(),
            CompletableFuture.supplyAsync(
                () -> cpuOf(container), reader -> Thread.ofVirtual().start(reader)));
      }
    }
    Map<String, Duration> cpu = new LinkedHashMap<>();
    all.forEach((name, read) -> cpu.put(name, read.join()));
    return cpu;
  }

  private Duration cpuOf(Container container) {
    return parseCpu(docker.run("exec", container.id(), "sh", "-c", PRINT_CPU));
  }

  /** Version 2 of control groups tells microseconds by name, version 1 one number of nanos. */
  static Duration parseCpu(String text) {
    for (String line : text.lines().toList()) {
      String[] words = line.strip().split(" ");
      if (words[0].equals("usage_usec")) {
        return Duration.ofNanos(TimeUnit.MICROSECONDS.toNanos(Long.parseLong(words[1])));
      }
      if (words.length == 1) {
        return Duration.ofNanos(Long.parseLong(words[0]));
      }
    }
    throw new IllegalArgumentException("no CPU time in " + text);
  }

  /** What the engine knows of the current run of each container, by name. */
  public Map<String, ContainerState> states() {
    List<Container> containers = containers();
    List<String> inspect = new ArrayList<>(List.of("inspect"));
    containers.forEach(container -> inspect.add(container.id()));
    List<ContainerState> states = ContainerState.parse(docker.run(inspect.toArray(String[]::new)));
    Map<String, ContainerState> byName = new LinkedHashMap<>();
    for (int index = 0; index < states.size(); index++) {
      byName.put(containers.get(index).name(), states.get(index));
    }
    return byName;
  }

  /** Does harm to a container. */
  public ContainerHarm harm(Container container) {
    return new ContainerHarm(docker, container.id());
  }

  /** Shows the log of a service on this process' terminal; returns the exit code. */
  public int showLog(String service, int lines, boolean follow) throws InterruptedException {
    List<String> arguments =
        new ArrayList<>(List.of("compose", "logs", "--tail", Integer.toString(lines)));
    if (follow) {
      arguments.add("--follow");
    }
    arguments.add(service);
    return docker.show(arguments);
  }
}
