package dev.streamflow.systemtests.cli;

import static java.util.stream.Collectors.joining;

import dev.streamflow.systemtests.Problem;
import dev.streamflow.systemtests.faults.FaultReport;
import dev.streamflow.systemtests.faults.containers.ContainerFault;
import dev.streamflow.systemtests.faults.containers.ContainerFaults;
import dev.streamflow.systemtests.running.compose.ComposeSystem;
import dev.streamflow.systemtests.running.compose.Container;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = ContainerFaults.NAME,
    description = "Kills, pauses and disconnects each container that docker compose runs.")
final class ContainersCommand extends FaultCommand {

  @Option(
      names = "--orders",
      paramLabel = "N",
      defaultValue = "800",
      description = "Orders for each container and fault (default: ${DEFAULT-VALUE}).")
  private int orders;

  @Option(
      names = "--rate",
      paramLabel = "R",
      defaultValue = "20",
      description = "Orders per second (default: ${DEFAULT-VALUE}).")
  private double rate;

  @Option(
      names = "--seconds",
      paramLabel = "N",
      defaultValue = "30",
      description =
          "How long a container is paused, and how long disconnected (default: ${DEFAULT-VALUE}).")
  private int seconds;

  @Option(
      names = "--container",
      paramLabel = "NAME",
      split = ",",
      description = "Some containers instead of all, by the names of ./streamflow status --docker.")
  private @Nullable Set<String> only;

  @Option(
      names = "--fault",
      paramLabel = "FAULT",
      split = ",",
      description = "Some faults instead of all: ${COMPLETION-CANDIDATES}.")
  private List<ContainerFault> faults = List.of(ContainerFault.values());

  @Mixin private SeedOption seed = new SeedOption();

  @Override
  FaultReport run(Console console) throws Exception {
    if (orders < 1 || seconds < 1 || !(rate > 0)) {
      throw new Problem(
          "%d orders at %s/s and %d seconds make no sense".formatted(orders, rate, seconds),
          "give at least 1 each");
    }
    ComposeSystem system = ComposeSystem.attach(Streamflow.repository(), Streamflow.folder());
    system.requireAlive();
    List<Container> containers = chosen(system.project().containers());
    long decided = seed.decided(console);
    return new ContainerFaults(foodMart(), orders, rate, Duration.ofSeconds(seconds), decided)
        .run(system, containers, faults, repeating(decided), onlooker(console));
  }

  private static ContainerFaults.Onlooker onlooker(Console console) {
    return new ContainerFaults.Onlooker() {
      @Override
      public void status(String text) {
        console.status(text);
      }

      @Override
      public void done(String text) {
        console.line(text);
      }
    };
  }

  private List<Container> chosen(List<Container> all) {
    if (only == null) {
      return all;
    }
    List<Container> chosen = all.stream().filter(each -> only.contains(each.name())).toList();
    if (chosen.size() < only.size()) {
      throw new Problem(
          "not all of %s are containers of this project".formatted(String.join(", ", only)),
          "take some of " + all.stream().map(Container::name).collect(joining(", ")));
    }
    return chosen;
  }

  private String repeating(long decided) {
    String command =
        String.format(
            Locale.ROOT,
            "./streamflow faults %s --seed %d --orders %d --rate %.0f --seconds %d",
            ContainerFaults.NAME,
            decided,
            orders,
            rate,
            seconds);
    String containers = only == null ? "" : " --container " + String.join(",", only);
    boolean isAll = faults.containsAll(List.of(ContainerFault.values()));
    String some =
        isAll ? "" : " --fault " + faults.stream().map(ContainerFault::name).collect(joining(","));
    return command + containers + some;
  }

  @Override
  String usualTime() {
    return "30 min";
  }
}
