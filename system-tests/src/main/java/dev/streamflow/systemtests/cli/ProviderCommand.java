package dev.streamflow.systemtests.cli;

import dev.streamflow.systemtests.Problem;
import dev.streamflow.systemtests.faults.FaultReport;
import dev.streamflow.systemtests.faults.ProviderTrouble;
import dev.streamflow.systemtests.faults.ProviderTroubles;
import dev.streamflow.systemtests.running.Ports;
import dev.streamflow.systemtests.running.RunningSystem;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = ProviderTroubles.NAME,
    description = "Lets the payment provider be slow, fail, and not answer while orders come in.")
final class ProviderCommand extends FaultCommand {
  private static final Duration BEFORE = Duration.ofSeconds(10);
  private static final Duration WARM_UP_STEP = Duration.ofSeconds(20);
  private static final int ERRORS_LAST_TIMES = 3;

  @Option(
      names = "--rate",
      paramLabel = "R",
      defaultValue = "500",
      description = "Orders per second (default: ${DEFAULT-VALUE}).")
  private double rate;

  @Option(
      names = "--seconds",
      paramLabel = "N",
      defaultValue = "60",
      description =
          "How long each trouble lasts, errors three times as long (default: ${DEFAULT-VALUE}).")
  private int seconds;

  @Mixin private DockerOption docker = new DockerOption();

  @Override
  FaultReport run(Console console) throws Exception {
    if (seconds < 1 || !(rate > 0)) {
      throw new Problem(
          "%d seconds at %s orders/s make no sense".formatted(seconds, rate),
          "give at least 1 each");
    }
    Duration lasts = Duration.ofSeconds(seconds);
    List<ProviderTrouble> troubles =
        ProviderTrouble.all(lasts, lasts.multipliedBy(ERRORS_LAST_TIMES));
    String command =
        String.format(
            Locale.ROOT,
            "./streamflow faults %s --rate %.0f --seconds %d",
            ProviderTroubles.NAME,
            rate,
            seconds);
    ProviderTroubles suite = new ProviderTroubles(FaultCommand::foodMart, rate, BEFORE);
    try (RunningSystem system =
        docker.attachOr(() -> Startup.runForMuchLoad(console, Ports.free()))) {
      suite.warmUp(system, WARM_UP_STEP, console::status);
      return docker.noteIn(suite.run(system, troubles, command, console::status));
    }
  }

  @Override
  String usualTime() {
    return "10 min";
  }
}
