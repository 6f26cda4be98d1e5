package dev.streamflow.systemtests.cli;

import dev.streamflow.localstack.LocalStackException;
import dev.streamflow.systemtests.Problem;
import java.nio.file.Path;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;

/** What {@code ./streamflow} can do. */
@Command(
    name = "./streamflow",
    description = "Runs the whole order system on this machine, without Docker.",
    mixinStandardHelpOptions = true,
    version = "STREAM-FLOW 0.1.0-SNAPSHOT",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      DemoCommand.class,
      UpCommand.class,
      StatusCommand.class,
      LogsCommand.class,
      VerifyCommand.class,
      DownCommand.class,
      HelpCommand.class
    },
    footerHeading = "%nWithout a running system:%n",
    footer = {
      "  test    Runs all tests (mvn verify).",
      "  format  Formats the Java code as the build wants it.",
      "%nEach command has --help. Logs and data are in .streamflow/."
    })
public final class Streamflow {

  /** Everything is as it should be. */
  static final int OK = 0;

  /** Something failed, and the output says what. */
  static final int FAILED = 1;

  private Streamflow() {}

  public static void main(String[] arguments) {
    System.exit(commandLine().execute(arguments));
  }

  static CommandLine commandLine() {
    return new CommandLine(new Streamflow())
        .setUsageHelpAutoWidth(true)
        .setExecutionExceptionHandler((failure, command, parsed) -> explain(failure, command));
  }

  private static int explain(Exception failure, CommandLine command) {
    Console.STANDARD.clearStatus();
    switch (failure) {
      case Problem problem -> {
        command.getErr().println("error: " + problem.getMessage());
        command.getErr().println("next:  " + problem.nextStep());
      }
      case LocalStackException known -> command.getErr().println("error: " + known.getMessage());
      default -> failure.printStackTrace(command.getErr());
    }
    return FAILED;
  }

  /** The root of the repository. */
  static Path repository() {
    return Path.of(System.getProperty("streamflow.root", "")).toAbsolutePath();
  }

  /** Where a running system keeps what is its own. */
  static Path folder() {
    return repository().resolve(".streamflow");
  }
}
