package dev.streamflow.systemtests.cli;

import dev.streamflow.systemtests.Problem;
import dev.streamflow.systemtests.faults.FaultReport;
import dev.streamflow.systemtests.faults.StuckUser;
import dev.streamflow.systemtests.faults.StuckUserPlan;
import dev.streamflow.systemtests.running.Ports;
import dev.streamflow.systemtests.running.RunningSystem;
import java.time.Duration;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = StuckUser.NAME,
    description = "Lets the events of one user fail, and looks whether the others notice.")
final class StuckUserCommand extends FaultCommand {
  private static final int FOLLOWERS = 100;

  @Option(
      names = "--pairs",
      paramLabel = "N",
      defaultValue = "5",
      description =
          "How often it is done, with and without the failure (default: ${DEFAULT-VALUE}).")
  private int pairs;

  @Option(
      names = "--orders",
      paramLabel = "N",
      defaultValue = "10000",
      description = "Orders of other users each time (default: ${DEFAULT-VALUE}).")
  private int orders;

  @Option(
      names = "--rate",
      paramLabel = "R",
      defaultValue = "100",
      description = "Orders per second (default: ${DEFAULT-VALUE}).")
  private double rate;

  @Option(
      names = "--seconds",
      paramLabel = "N",
      defaultValue = "30",
      description = "How long the first event fails (default: ${DEFAULT-VALUE}).")
  private int seconds;

  @Mixin private DockerOption docker = new DockerOption();

  @Override
  FaultReport run(Console console) throws Exception {
    requireSense();
    StuckUserPlan plan =
        new StuckUserPlan(
            FaultCommand::foodMart, orders, rate, FOLLOWERS, Duration.ofSeconds(seconds));
    String command =
        String.format(
            Locale.ROOT,
            "./streamflow faults %s --pairs %d --orders %d --rate %.0f --seconds %d",
            StuckUser.NAME,
            pairs,
            orders,
            rate,
            seconds);
    try (RunningSystem system =
        docker.attachOr(() -> Startup.runForMuchLoad(console, Ports.free()))) {
      StuckUser suite = new StuckUser(system, plan, console::status);
      suite.warmUp();
      return docker.noteIn(suite.run(pairs, command));
    }
  }

  private void requireSense() {
    if (pairs < 1 || seconds < 1 || !(rate > 0)) {
      throw new Problem(
          "%d pairs of %d s at %s orders/s make no sense".formatted(pairs, seconds, rate),
          "give at least 1 each");
    }
    if (orders < rate * seconds || rate * seconds < FOLLOWERS) {
      throw new Problem(
          "%d orders at %s/s do not fill %d s".formatted(orders, rate, seconds),
          "give more orders than come in that time, and at least " + FOLLOWERS);
    }
  }

  @Override
  String usualTime() {
    return "21 min";
  }
}
