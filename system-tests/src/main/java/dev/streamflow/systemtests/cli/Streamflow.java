package dev.streamflow.systemtests.cli;

import dev.streamflow.localstack.LocalStackException;
import dev.streamflow.systemtests.Problem;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;

/** What {@code ./streamflow} can do. */
@Command(
    name = "./streamflow",
    description = {
      "Runs the whole order system on this machine, without Docker.",
      "With --docker, a command is about the system that docker compose runs."
    },
    mixinStandardHelpOptions = true,
    version = "STREAM-FLOW 0.1.0-SNAPSHOT",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      DemoCommand.class,
      FaultsCommand.class,
      BenchCommand.class,
      PlanCommand.class,
      UpCommand.class,
      StatusCommand.class,
      LogsCommand.class,
      OrdersCommand.class,
      DlqCommand.class,
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

  private static volatile boolean isFinished;
  private static volatile boolean isInterrupted;

  private Streamflow() {}

  public static void main(String[] arguments) {
    Runtime.getRuntime().addShutdownHook(new Thread(Streamflow::noticeInterrupt));
    int exitCode = commandLine().execute(arguments);
    isFinished = true;
    System.exit(exitCode);
  }

  /** On Ctrl-C what was started is stopped; that it ends is no error then. */
  private static void noticeInterrupt() {
    if (!isFinished) {
      isInterrupted = true;
      Console.STANDARD.line("interrupted: stopping what was started");
    }
  }

  static CommandLine commandLine() {
    return new CommandLine(new Streamflow())
        .setUsageHelpAutoWidth(true)
        .setExecutionExceptionHandler((failure, command, parsed) -> explain(failure, command));
  }

  private static int explain(Exception failure, CommandLine command) {
    if (isInterrupted) {
      return FAILED;
    }
    Console.STANDARD.clearStatus();
    switch (failure) {
      case Problem problem -> {
        command.getErr().println("error: " + problem.getMessage());
        command.getErr().println("next:  " + problem.nextStep());
      }
      case LocalStackException known -> command.getErr().println("error: " + known.getMessage());
      default -> {
        command.getErr().println("error: unexpected: " + failure);
        command.getErr().println("next:  " + keep(failure));
      }
    }
    return FAILED;
  }

  /** What nobody foresaw is kept for those who can read it. */
  private static String keep(Exception failure) {
    StringWriter trace = new StringWriter();
    failure.printStackTrace(new PrintWriter(trace));
    Path file = folder().resolve("error.log");
    try {
      Files.createDirectories(folder());
      Files.writeString(file, trace.toString());
      return "please report it with " + file;
    } catch (IOException e) {
      return "please report it with this:\n" + trace;
    }
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
