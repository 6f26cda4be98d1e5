package dev.streamflow.systemtests.cli;

import dev.streamflow.localstack.ManagedProcess;
import dev.streamflow.localstack.Probe;
import dev.streamflow.localstack.ProcessUsage;
import dev.streamflow.systemtests.running.LocalSystem;
import dev.streamflow.systemtests.running.compose.ComposeProject;
import dev.streamflow.systemtests.running.compose.Container;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
    name = "status",
    description = "Shows the processes, or the containers, of the running system.",
    footer = "%nExit code 0 if all are ready, else 1.",
    mixinStandardHelpOptions = true)
final class StatusCommand implements Callable<Integer> {
  private static final int BYTES_PER_MEGABYTE = 1 << 20;

  @Mixin private DockerOption docker = new DockerOption();

  private final Console console = Console.STANDARD;

  @Override
  public Integer call() {
    return docker.isGiven() ? containers(DockerOption.project()) : processes();
  }

  private int containers(ComposeProject project) {
    Map<String, Duration> cpu = project.cpu();
    Table table = new Table().row("name", "container", "ports", "state", "CPU");
    List<Container> containers = project.containers();
    for (Container each : containers) {
      table.row(
          each.name(),
          each.id(),
          each.ports().values().stream().map(String::valueOf).collect(Collectors.joining(" ")),
          each.condition(),
          seconds(cpu.getOrDefault(each.name(), Duration.ZERO)));
    }
    table.lines().forEach(console::line);
    return containers.stream().allMatch(Container::isReady) ? Streamflow.OK : Streamflow.FAILED;
  }

  private int processes() {
    LocalSystem system = LocalSystem.attach(Streamflow.repository(), Streamflow.folder());
    Table table = new Table().row("name", "pid", "address", "state", "CPU", "peak memory");
    boolean allReady = true;
    for (ManagedProcess process : system.processes()) {
      URI address = system.programs().addresses().get(process.name());
      String state = state(process, address);
      allReady &= !state.equals("down") && !state.equals("not ready");
      ProcessUsage usage = process.usage();
      table.row(
          process.name(),
          process.pid(),
          address == null ? "" : address,
          state,
          seconds(usage.cpu()),
          usage.peakMemoryBytes() / BYTES_PER_MEGABYTE + " MB");
    }
    table.lines().forEach(console::line);
    return allReady ? Streamflow.OK : Streamflow.FAILED;
  }

  private static String state(ManagedProcess process, @Nullable URI address) {
    if (!process.isAlive()) {
      return "down";
    }
    return address == null ? "running" : isReady(address) ? "ready" : "not ready";
  }

  private static boolean isReady(URI address) {
    try {
      return Probe.http(address.resolve("/actuator/health/readiness")).isReady();
    } catch (Exception notReachable) {
      return false;
    }
  }

  private static String seconds(Duration cpu) {
    double seconds = cpu.toMillis() / (double) TimeUnit.SECONDS.toMillis(1);
    return String.format(Locale.ROOT, "%.1f s", seconds);
  }
}
