package dev.streamflow.systemtests.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
    name = "redrive",
    description = "Tries dead letters again, as they are.",
    footer = "%nEach goes before what waits of its key, and only to the service that gave it up.",
    mixinStandardHelpOptions = true)
final class DlqRedriveCommand implements Callable<Integer> {
  @Mixin private DlqChoice choice = new DlqChoice();

  @Mixin private DockerOption docker = new DockerOption();

  @Override
  public Integer call() throws InterruptedException {
    DlqCommand.report(
        Console.STANDARD,
        "redriven",
        docker.attach().deadLetterDesk().act("redrive", choice.given()));
    return Streamflow.OK;
  }
}
