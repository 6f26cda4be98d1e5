package dev.streamflow.systemtests.cli;

import dev.streamflow.systemtests.Problem;
import dev.streamflow.systemtests.demo.DemoPlan;
import dev.streamflow.systemtests.faults.FaultReport;
import dev.streamflow.systemtests.faults.Kills;
import dev.streamflow.systemtests.running.LocalSystem;
import dev.streamflow.systemtests.running.Ports;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = Kills.NAME,
    description = "Kills the services (SIGKILL) at random moments while orders are placed.")
final class KillsCommand extends FaultCommand {

  @Option(
      names = "--orders",
      paramLabel = "N",
      defaultValue = "20000",
      description = "How many orders to place (default: ${DEFAULT-VALUE}).")
  private int orders;

  @Option(
      names = "--rate",
      paramLabel = "R",
      defaultValue = "50",
      description = "Orders per second (default: ${DEFAULT-VALUE}).")
  private double rate;

  @Option(
      names = "--kills",
      paramLabel = "N",
      defaultValue = "25",
      description = "How many kills, over all five services (default: ${DEFAULT-VALUE}).")
  private int kills;

  @Mixin private SeedOption seed = new SeedOption();

  @Override
  FaultReport run(Console console) throws Exception {
    requireSense();
    DemoPlan plan = foodMart(orders);
    long decided = seed.decided(console);
    try (LocalSystem system = Startup.run(console, Ports.free())) {
      return new Kills(plan, rate, kills, decided).run(system, console::status);
    }
  }

  private void requireSense() {
    if (orders < 1 || kills < 1 || !(rate > 0)) {
      throw new Problem(
          "%d orders at %s/s and %d kills make no sense".formatted(orders, rate, kills),
          "give at least 1 each");
    }
  }

  @Override
  String usualTime() {
    return "8 min";
  }
}
