package dev.streamflow.systemtests.running;

import dev.streamflow.localstack.LocalStack;
import dev.streamflow.localstack.ProcessSpec;
import dev.streamflow.systemtests.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** Our own programs as a build left them, and how each is started on a stack of servers. */
record Programs(Path repository) {

  /**
   * The programs of a repository.
   *
   * @throws Problem if one is not built
   */
  static Programs builtIn(Path repository) {
    for (Program program : Program.ALL) {
      if (!Files.exists(program.jar(repository))) {
        throw new Problem(
            program.jar(repository) + " is missing", "build it: mvn -DskipTests package");
      }
    }
    return new Programs(repository);
  }

  /** How to start one process of a system. */
  ProcessSpec spec(
      String process, LocalStack stack, Addresses addresses, Path folder, LaunchOptions options) {
    Program program = Program.ofProcess(process);
    Map<String, String> settings =
        program.equals(Program.PROVIDER)
            ? providerSettings(folder)
            : serviceSettings(program.name(), stack, addresses);
    settings.putAll(options.settings());
    int port = addresses.of(process).getPort();
    return program.spec(process, repository, port, settings, withTemporaryFolder(options, folder));
  }

  /** One that goes with the stack: a program that is killed leaves there what it has unpacked. */
  private static LaunchOptions withTemporaryFolder(LaunchOptions options, Path folder) {
    Path temporary = folder.resolve("data").resolve("tmp").toAbsolutePath();
    try {
      Files.createDirectories(temporary);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return options.withJvmArgument("-Djava.io.tmpdir=" + temporary);
  }

  private static Map<String, String> providerSettings(Path folder) {
    Path journal = folder.resolve("data").resolve("provider.journal");
    return new HashMap<>(Map.of("provider.journal", journal.toAbsolutePath().toString()));
  }

  private static Map<String, String> serviceSettings(
      String service, LocalStack stack, Addresses addresses) {
    Map<String, String> settings = new HashMap<>(stack.settingsOf(service));
    if (service.equals("payment-service")) {
      settings.put("payment.provider.url", addresses.of(Program.PROVIDER.name()).toString());
    }
    return settings;
  }
}
