package dev.streamflow.systemtests.cli;

import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
    name = "faults",
    description = "Does harm to a running system and proves that nothing was lost or done twice.",
    synopsisSubcommandLabel = "[NAME]",
    subcommands = {CrashPointsCommand.class, KillsCommand.class, ReplayCommand.class},
    footer = "%nWithout a NAME: lists them with their usual time on two cores.",
    mixinStandardHelpOptions = true)
final class FaultsCommand implements Callable<Integer> {
  private final Console console = Console.STANDARD;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    Table table = new Table();
    for (Map.Entry<String, CommandLine> suite : spec.subcommands().entrySet()) {
      FaultCommand command = suite.getValue().getCommand();
      String description = suite.getValue().getCommandSpec().usageMessage().description()[0];
      table.row("./streamflow faults " + suite.getKey(), command.usualTime(), description);
    }
    table.lines().forEach(console::line);
    return Streamflow.OK;
  }
}
