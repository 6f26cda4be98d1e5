package dev.streamflow.systemtests.cli;

import dev.streamflow.systemtests.Problem;
import dev.streamflow.systemtests.running.compose.ComposeProject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "logs",
    description = "Shows the log of a service or server, also after it was stopped.",
    mixinStandardHelpOptions = true)
final class LogsCommand implements Callable<Integer> {
  private static final String ENDING = ".log";

  @Parameters(paramLabel = "SERVICE", description = "A name that ./streamflow status shows.")
  private String service = "";

  @Option(
      names = {"-f", "--follow"},
      description = "Goes on showing what is added.")
  private boolean follow;

  @Option(
      names = {"-n", "--lines"},
      paramLabel = "N",
      defaultValue = "100",
      description = "How many of the last lines (default: ${DEFAULT-VALUE}).")
  private int lines;

  @Mixin private DockerOption docker = new DockerOption();

  @Override
  public Integer call() throws Exception {
    return docker.isGiven() ? ofContainers(DockerOption.project()) : ofProcess();
  }

  private int ofContainers(ComposeProject project) throws InterruptedException {
    requireOneOf(project.services());
    return project.showLog(service, lines, follow);
  }

  private int ofProcess() throws IOException, InterruptedException {
    Path logs = Streamflow.folder().resolve("logs");
    List<String> names = names(logs);
    if (names.isEmpty()) {
      throw new Problem("there are no logs yet", "start the system: ./streamflow up");
    }
    requireOneOf(names);
    List<String> tail = new ArrayList<>(List.of("tail", "-n", Integer.toString(lines)));
    if (follow) {
      tail.add("-f");
    }
    tail.add(logs.resolve(service + ENDING).toString());
    return new ProcessBuilder(tail).inheritIO().start().waitFor();
  }

  private void requireOneOf(List<String> names) {
    if (!names.contains(service)) {
      throw new Problem("there is no log of " + service, "take one of " + String.join(", ", names));
    }
  }

  private static List<String> names(Path logs) throws IOException {
    if (!Files.isDirectory(logs)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(logs)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(ENDING))
          .map(name -> name.substring(0, name.length() - ENDING.length()))
          .sorted()
          .toList();
    }
  }
}
