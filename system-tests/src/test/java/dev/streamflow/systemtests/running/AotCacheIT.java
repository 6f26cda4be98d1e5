package dev.streamflow.systemtests.running;

import static org.assertj.core.api.Assertions.assertThat;

import dev.streamflow.localstack.ProcessSpec;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The cache that the build made, and the JVM's own judgement on it. */
class AotCacheIT {
  private static final Path REPOSITORY = Path.of("..").toAbsolutePath().normalize();

  @ParameterizedTest
  @MethodSource("services")
  void fitsEveryServiceAsItIsStarted(Program service) throws Exception {
    // Given
    List<String> command = commandOf(service, LaunchOptions.USUAL);

    // Then
    assertThat(acceptsItsCache(command)).isTrue();
  }

  @Test
  void fitsAServiceWithMoreOnItsClassPath() throws Exception {
    // Given
    LaunchOptions more = LaunchOptions.USUAL.withClassPath(Path.of("target", "classes"));

    // Then
    assertThat(acceptsItsCache(commandOf(new Program("order-service"), more))).isTrue();
  }

  @Test
  void doesNotFitAClassPathThatBeginsWithSomethingElse() throws Exception {
    // Given
    List<String> command = commandOf(new Program("order-service"), LaunchOptions.USUAL);
    int classPath = command.indexOf("-cp") + 1;
    command.set(classPath, "other.jar:" + command.get(classPath));

    // Then
    assertThat(acceptsItsCache(command)).isFalse();
  }

  private static Stream<Program> services() {
    return Program.ALL.stream().filter(Program::isService);
  }

  private static List<String> commandOf(Program service, LaunchOptions options) {
    ProcessSpec spec = service.spec(service.name(), REPOSITORY, 0, Map.of(), options);
    return new ArrayList<>(spec.command());
  }

  /** Starts a JVM that refuses to go on without the cache, and does nothing else. */
  private static boolean acceptsItsCache(List<String> command)
      throws IOException, InterruptedException {
    assertThat(command).anyMatch(argument -> argument.startsWith("-XX:AOTCache="));
    List<String> onlyTheJvm = new ArrayList<>(command.subList(0, command.size() - 1));
    onlyTheJvm.addAll(List.of("-XX:AOTMode=on", "-version"));
    return new ProcessBuilder(onlyTheJvm).start().waitFor() == 0;
  }
}
