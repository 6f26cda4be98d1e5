package dev.streamflow.systemtests.running;

import dev.streamflow.localstack.LocalStack;
import dev.streamflow.localstack.ProcessSpec;
import dev.streamflow.systemtests.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
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
    Map<String, String> settings = settings(program, stack, addresses, folder);
    settings.putAll(options.settings());
    int port = addresses.of(process).getPort();
    LaunchOptions all = withHeap(program, withTemporaryFolder(options, folder));
    return program.spec(process, repository, port, settings, all);
  }

  /** At both ends of thousands of calls, each of which has its buffers. */
  private static LaunchOptions withHeap(Program program, LaunchOptions options) {
    return program.equals(Program.PROVIDER) || program.name().equals("payment-service")
        ? options.withJvmArgument("-Xmx768m")
        : options;
  }

  private static Map<String, String> settings(
      Program program, LocalStack stack, Addresses addresses, Path folder) {
    if (program.equals(Program.PROVIDER)) {
      return providerSettings(folder);
    }
    return program.equals(Program.CONTROL_ROOM)
        ? controlRoomSettings(addresses)
        : serviceSettings(program.name(), stack, addresses);
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
    return new HashMap<>(
        Map.of(
            "provider.journal",
            journal.toAbsolutePath().toString(),
            "provider.hold", // a little longer than payment-service waits; each takes memory
            "15s"));
  }

  private static Map<String, String> controlRoomSettings(Addresses addresses) {
    Map<String, String> settings = new HashMap<>();
    List<Program> services = Program.ALL.stream().filter(Program::isService).toList();
    for (int i = 0; i < services.size(); i++) {
      String service = services.get(i).name();
      settings.put("control-room.services." + i + ".name", service);
      settings.put("control-room.services." + i + ".address", addresses.of(service).toString());
    }
    return settings;
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
