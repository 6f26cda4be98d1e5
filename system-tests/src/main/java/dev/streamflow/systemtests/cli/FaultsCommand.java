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
    subcommands = {
      ContainersCommand.class,
      CrashPointsCommand.class,
      KillsCommand.class,
      PoisonCommand.class,
      ProviderCommand.class,
      ReplayCommand.class,
      ReplicasCommand.class,
      StuckUserCommand.class
    },
    footer = "%nWithout a NAME: lists them with their usual time on two cores.",
    mixinStandardHelpOptions = true)
final class FaultsCommand implements Callable<Integer> {
  /** Needs Maven and no running system: the start script hands it to a script of its own. */
  private static final String SABOTAGE = "sabotage";

  private static final String SABOTAGE_DESCRIPTION =
      "Breaks promises of the engine, in a copy, and shows that a test notices each.";

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
    table.row("./streamflow faults " + SABOTAGE, "6 min", SABOTAGE_DESCRIPTION);
    table.lines().forEach(console::line);
    return Streamflow.OK;
  }
}
