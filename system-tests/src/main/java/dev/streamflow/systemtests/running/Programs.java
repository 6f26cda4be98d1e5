package dev.streamflow.systemtests.running;

import dev.streamflow.localstack.LocalStack;
import dev.streamflow.localstack.ProcessSpec;
import dev.streamflow.systemtests.Problem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

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

  List<ProcessSpec> specs(
      LocalStack stack, Addresses addresses, Path folder, Consumer<String> ready) {
    return Program.ALL.stream()
        .map(
            program -> {
              int port = addresses.of(program.name()).getPort();
              Map<String, String> settings =
                  program.equals(Program.PROVIDER)
                      ? providerSettings(folder)
                      : serviceSettings(program.name(), stack, addresses);
              return telling(program.spec(repository, port, settings), ready);
            })
        .toList();
  }

  private static Map<String, String> providerSettings(Path folder) {
    Path journal = folder.resolve("data").resolve("provider.journal");
    return Map.of("provider.journal", journal.toAbsolutePath().toString());
  }

  private static Map<String, String> serviceSettings(
      String service, LocalStack stack, Addresses addresses) {
    Map<String, String> settings = new HashMap<>(stack.settingsOf(service));
    if (service.equals("payment-service")) {
      settings.put("payment.provider.url", addresses.of(Program.PROVIDER.name()).toString());
    }
    return settings;
  }

  private static ProcessSpec telling(ProcessSpec spec, Consumer<String> ready) {
    return spec.readyWhen(
        () -> {
          boolean isReady = spec.probe().isReady();
          if (isReady) {
            ready.accept(spec.name());
          }
          return isReady;
        });
  }
}
