package dev.streamflow.localstack;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A process to be run beside the servers.
 *
 * @param name unique in its stack; its log file is named after it
 * @param command program and arguments; everybody on the machine can read them, so a secret goes
 *     into the environment
 * @param environment added to the few variables that a process gets from its parent
 * @param directory the working directory, or null for the stack's own
 * @param probe tells when it is ready
 * @param startTimeout how long it may take until it is ready
 * @param stopSignal how it is asked to end
 */
public record ProcessSpec(
    String name,
    List<String> command,
    Map<String, String> environment,
    @Nullable Path directory,
    Probe probe,
    Duration startTimeout,
    StopSignal stopSignal)
    implements ServerSpec {

  private static final Duration START_TIMEOUT = Duration.ofSeconds(120);

  public ProcessSpec {
    command = List.copyOf(command);
    environment = Map.copyOf(environment);
  }

  /** Any program; ready as soon as it runs. */
  public static ProcessSpec command(String name, List<String> command) {
    return new ProcessSpec(
        name, command, Map.of(), null, () -> true, START_TIMEOUT, StopSignal.TERM);
  }

  /** A JVM of the kind that runs this code, with these arguments. */
  public static ProcessSpec java(String name, List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(arguments);
    return command(name, command);
  }

  /** With more environment variables. */
  public ProcessSpec withEnvironment(Map<String, String> more) {
    Map<String, String> all = new HashMap<>(environment);
    all.putAll(more);
    return new ProcessSpec(name, command, all, directory, probe, startTimeout, stopSignal);
  }

  /** In another working directory. */
  public ProcessSpec in(Path other) {
    return new ProcessSpec(name, command, environment, other, probe, startTimeout, stopSignal);
  }

  /** Ready when the probe says so. */
  public ProcessSpec readyWhen(Probe other) {
    return new ProcessSpec(name, command, environment, directory, other, startTimeout, stopSignal);
  }

  /** With this time to become ready. */
  public ProcessSpec within(Duration other) {
    return new ProcessSpec(name, command, environment, directory, probe, other, stopSignal);
  }

  /** Asked to end by this signal. */
  public ProcessSpec stoppedBy(StopSignal other) {
    return new ProcessSpec(name, command, environment, directory, probe, startTimeout, other);
  }
}
