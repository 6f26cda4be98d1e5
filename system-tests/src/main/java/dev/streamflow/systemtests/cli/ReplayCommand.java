package dev.streamflow.systemtests.cli;

import dev.streamflow.systemtests.Problem;
import dev.streamflow.systemtests.demo.DemoPlan;
import dev.streamflow.systemtests.faults.FaultReport;
import dev.streamflow.systemtests.faults.Replay;
import dev.streamflow.systemtests.running.LocalSystem;
import dev.streamflow.systemtests.running.Ports;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = Replay.NAME,
    description = "Reads all events again, and lets a new group read them for the first time.")
final class ReplayCommand extends FaultCommand {
  private static final double ORDERS_PER_SECOND = 50;

  @Option(
      names = "--orders",
      paramLabel = "N",
      defaultValue = "1000",
      description = "How many orders to place before (default: ${DEFAULT-VALUE}).")
  private int orders;

  @Override
  FaultReport run(Console console) throws Exception {
    if (orders < 1) {
      throw new Problem("--orders " + orders + " is too few", "place at least 1");
    }
    DemoPlan plan = foodMart(orders);
    try (LocalSystem system = Startup.run(console, Ports.free())) {
      return Replay.afterDemo(system, plan, ORDERS_PER_SECOND, console::status);
    }
  }

  @Override
  String usualTime() {
    return "2 min";
  }
}
