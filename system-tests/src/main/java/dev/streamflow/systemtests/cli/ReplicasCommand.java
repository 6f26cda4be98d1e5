package dev.streamflow.systemtests.cli;

import dev.streamflow.schemas.TopicCatalogue;
import dev.streamflow.systemtests.Problem;
import dev.streamflow.systemtests.demo.DemoPlan;
import dev.streamflow.systemtests.faults.FaultReport;
import dev.streamflow.systemtests.faults.Replicas;
import dev.streamflow.systemtests.running.LocalSystem;
import dev.streamflow.systemtests.running.Ports;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = Replicas.NAME,
    description = "Kills, adds and holds still replicas of each service while orders are placed.")
final class ReplicasCommand extends FaultCommand {

  @Option(
      names = "--orders",
      paramLabel = "N",
      defaultValue = "3000",
      description = "How many orders to place (default: ${DEFAULT-VALUE}).")
  private int orders;

  @Option(
      names = "--rate",
      paramLabel = "R",
      defaultValue = "30",
      description = "Orders per second (default: ${DEFAULT-VALUE}).")
  private double rate;

  @Option(
      names = "--replicas",
      paramLabel = "N",
      defaultValue = "3",
      description = "How many of each service (default: ${DEFAULT-VALUE}).")
  private int replicas;

  @Mixin private SeedOption seed = new SeedOption();

  @Override
  FaultReport run(Console console) throws Exception {
    requireSense();
    DemoPlan plan = foodMart(orders);
    long decided = seed.decided(console);
    try (LocalSystem system = Startup.run(console, Ports.free())) {
      return new Replicas(plan, rate, replicas, List.of(Replicas.Act.values()), decided)
          .run(system, TopicCatalogue.load().services(), console::status);
    }
  }

  private void requireSense() {
    if (orders < 1 || replicas < 2 || !(rate > 0)) {
      throw new Problem(
          "%d orders at %s/s and %d replicas make no sense".formatted(orders, rate, replicas),
          "give at least 1 order and 2 replicas");
    }
  }

  @Override
  String usualTime() {
    return "4 min";
  }
}
