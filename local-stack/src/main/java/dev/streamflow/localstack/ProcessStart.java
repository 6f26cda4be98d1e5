package dev.streamflow.localstack;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Starts processes that survive this JVM. */
final class ProcessStart {

  /** All that a process inherits: what is set around us by chance must not configure it. */
  private static final List<String> INHERITED =
      List.of("PATH", "HOME", "USER", "LANG", "LC_ALL", "TZ", "TMPDIR");

  /** Takes a process out of the terminal's reach: Ctrl+C is for us, and we stop the others. */
  private static final Path SETSID = Path.of("/usr/bin/setsid");

  /** Only the parent is told what a process ended with. */
  private static final Map<ProcessIdentity, Process> CHILDREN = new ConcurrentHashMap<>();

  private ProcessStart() {}

  /** Starts a process with its output in {@code <logs>/<name>.log}. */
  static ManagedProcess start(ProcessSpec spec, Path directory, Path logs) {
    Path log = logs.resolve(spec.name() + ".log");
    ProcessBuilder builder =
        builder(detached(spec.command()), spec.environment())
            .directory(workingDirectory(spec.directory(), directory))
            .redirectErrorStream(true)
            .redirectInput(new File("/dev/null"))
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    try {
      Process process = builder.start();
      ProcessIdentity identity = ProcessIdentity.of(process.toHandle());
      CHILDREN.put(identity, process);
      return new ManagedProcess(spec.name(), identity, log, spec.stopSignal());
    } catch (IOException e) {
      throw new LocalStackException(spec.name() + " cannot be started: " + e.getMessage(), e);
    }
  }

  /** What a process ended with; empty if another JVM has started it. */
  static OptionalInt exitCodeOf(ProcessIdentity ended) {
    Process process = CHILDREN.get(ended);
    return process == null
        ? OptionalInt.empty()
        : OptionalInt.of(process.onExit().join().exitValue());
  }

  /** A command with an environment that holds what is given and little else. */
  static ProcessBuilder builder(List<String> command, Map<String, String> environment) {
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().keySet().retainAll(INHERITED);
    builder.environment().putAll(environment);
    return builder;
  }

  private static File workingDirectory(@Nullable Path wanted, Path otherwise) {
    return (wanted == null ? otherwise : wanted).toFile();
  }

  private static List<String> detached(List<String> command) {
    return Files.isExecutable(SETSID)
        ? Stream.concat(Stream.of(SETSID.toString()), command.stream()).toList()
        : command;
  }
}
