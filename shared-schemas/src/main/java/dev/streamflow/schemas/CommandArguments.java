package dev.streamflow.schemas;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The options of a command, given as {@code --name value} or by the environment. */
final class CommandArguments {

  private static final Duration DEFAULT_PATIENCE = Duration.ofSeconds(60);

  private final Map<String, String> values = new HashMap<>();

  /** What is wrong with the command line, and what to do. */
  static final class UsageError extends RuntimeException {
    UsageError(String message) {
      super(message);
    }
  }

  CommandArguments(String[] args, List<String> options) {
    for (int i = 0; i < args.length; i += 2) {
      if (!options.contains(args[i])) {
        throw new UsageError("unknown option " + args[i]);
      }
      if (i + 1 == args.length) {
        throw new UsageError(args[i] + " needs a value");
      }
      values.put(args[i], args[i + 1]);
    }
  }

  /** The command's end: 0 done, 1 failed with a message, 2 not understood. */
  interface Command {
    void run(CommandArguments arguments);
  }

  /** Runs a command and turns every failure into one line that says what to do next. */
  static int run(String[] args, String help, List<String> options, Command command) {
    if (List.of(args).contains("--help")) {
      System.out.println(help);
      return 0;
    }
    System.setProperty("slf4j.internal.verbosity", "ERROR"); // No log is wanted here.
    try {
      command.run(new CommandArguments(args, options));
      return 0;
    } catch (UsageError e) {
      System.err.println("error: " + e.getMessage() + ". See --help.");
      return 2;
    } catch (RuntimeException e) {
      System.err.println("error: " + messageOf(e));
      return 1;
    }
  }

  /** With the cause: Kafka's client says only there what is wrong with its settings. */
  private static String messageOf(Throwable failure) {
    Throwable cause = failure.getCause();
    return cause == null || String.valueOf(failure.getMessage()).contains(cause.toString())
        ? failure.getMessage()
        : failure.getMessage() + ": " + cause.getMessage();
  }

  Optional<String> find(String option, String environmentVariable) {
    return Optional.ofNullable(values.get(option))
        .or(() -> Optional.ofNullable(System.getenv(environmentVariable)));
  }

  String get(String option, String environmentVariable) {
    return find(option, environmentVariable)
        .orElseThrow(
            () -> new UsageError("%s or %s is missing".formatted(option, environmentVariable)));
  }

  int number(String option, int otherwise) {
    String text = values.getOrDefault(option, Integer.toString(otherwise));
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException _) {
      throw new UsageError("%s is no number: %s".formatted(option, text));
    }
  }

  /** How long to wait for a server that is still starting. */
  Duration patience() {
    return Duration.ofSeconds(number("--wait", (int) DEFAULT_PATIENCE.toSeconds()));
  }
}
