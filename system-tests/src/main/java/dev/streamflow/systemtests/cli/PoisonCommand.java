package dev.streamflow.systemtests.cli;

import dev.streamflow.systemtests.Problem;
import dev.streamflow.systemtests.faults.FaultReport;
import dev.streamflow.systemtests.faults.poison.PoisonAmongOrders;
import dev.streamflow.systemtests.running.DeadLetterDesk;
import dev.streamflow.systemtests.running.Ports;
import dev.streamflow.systemtests.running.RunningSystem;
import java.util.Map;
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

  @Mixin private DockerOption docker = new DockerOption();

  @Override
  FaultReport run(Console console) throws Exception {
    if (orders < 1 || poison < 1 || !(rate > 0)) {
      throw new Problem(
          "%d orders at %s/s and %d poison records make no sense".formatted(orders, rate, poison),
          "give at least 1 each");
    }
    long decided = seed.decided(console);
    PoisonAmongOrders suite =
        new PoisonAmongOrders(FaultCommand::foodMart, orders, rate, poison, decided);
    try (RunningSystem system = docker.attachOr(() -> Startup.run(console, Ports.free()))) {
      DeadLetterDesk desk = system.deadLetterDesk();
      if (!desk.groups().required("groups").isEmpty()) {
        throw new Problem("there are dead letters already", "decide on them: ./streamflow dlq");
      }
      FaultReport report = docker.noteIn(suite.run(system, console::status));
      // In a system that stays, poison would not be told from what is put in later.
      desk.act(
          "discard", Map.of("all", true, "by", PoisonAmongOrders.NAME, "reason", "it was put in"));
      return report;
    }
  }

  @Override
  String usualTime() {
    return "8 min";
  }
}
