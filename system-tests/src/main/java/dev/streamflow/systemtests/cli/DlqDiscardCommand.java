package dev.streamflow.systemtests.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
    name = "discard",
    description = "Decides that dead letters are never tried again.",
    footer = "%nThey are kept, with who decided it and why.",
    mixinStandardHelpOptions = true)
final class DlqDiscardCommand implements Callable<Integer> {
  @Mixin private DlqChoice choice = new DlqChoice();

  @Mixin private DockerOption docker = new DockerOption();

  @Override
  public Integer call() throws InterruptedException {
    DlqCommand.report(
        Console.STANDARD,
        "discarded",
        docker.attach().deadLetterDesk().act("discard", choice.given()));
    return Streamflow.OK;
  }
}
