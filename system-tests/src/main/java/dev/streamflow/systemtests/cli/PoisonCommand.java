package dev.streamflow.systemtests.cli;

import dev.streamflow.systemtests.Problem;
import dev.streamflow.systemtests.faults.FaultReport;
import dev.streamflow.systemtests.faults.poison.PoisonAmongOrders;
import dev.streamflow.systemtests.running.LocalSystem;
import dev.streamflow.systemtests.running.Ports;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = PoisonAmongOrders.NAME,
    description = "Publishes records that nobody can process while orders are placed.")
final class PoisonCommand extends FaultCommand {

  @Option(
      names = "--orders",
      paramLabel = "N",
      defaultValue = "20000",
      description =
          "How many orders to place, without poison and with it (default: ${DEFAULT-VALUE}).")
  private int orders;

  @Option(
      names = "--rate",
      paramLabel = "R",
      defaultValue = "100",
      description = "Orders per second (default: ${DEFAULT-VALUE}).")
  private double rate;

  @Option(
      names = "--poison",
      paramLabel = "N",
      defaultValue = "10000",
      description = "How many records nobody can process (default: ${DEFAULT-VALUE}).")
  private int poison;

  @Mixin private SeedOption seed = new SeedOption();

  @Override
  FaultReport run(Console console) throws Exception {
    if (orders < 1 || poison < 1 || !(rate > 0)) {
      throw new Problem(
          "%d orders at %s/s and %d poison records make no sense".formatted(orders, rate, poison),
          "give at least 1 each");
    }
    long decided = seed.decided(console);
    try (LocalSystem system = Startup.run(console, Ports.free())) {
      return new PoisonAmongOrders(FaultCommand::foodMart, orders, rate, poison, decided)
          .run(system, console::status);
    }
  }

  @Override
  String usualTime() {
    return "8 min";
  }
}
