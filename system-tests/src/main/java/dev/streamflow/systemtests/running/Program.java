package dev.streamflow.systemtests.running;

import dev.streamflow.localstack.Probe;
import dev.streamflow.localstack.ProcessSpec;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** One of our own programs: a module with a jar that can be run. */
public record Program(String name) {

  /** The outside world. */
  public static final Program PROVIDER = new Program("payment-provider");

  /** All, in the order in which an order passes them. */
  public static final List<Program> ALL =
      List.of(
          new Program("order-service"),
          new Program("inventory-service"),
          new Program("payment-service"),
          PROVIDER,
          new Program("shipping-service"),
          new Program("notification-service"));

  private static final List<String> JVM_OPTIONS =
      List.of(
          "-Xmx256m",
          "-XX:+UseSerialGC",
          // Most of a short run is start and warm-up: without the optimizing compiler both take
          // half the CPU time, at the price of peak speed that nobody asks for here.
          "-XX:TieredStopAtLevel=1",
          "-XX:+ExitOnOutOfMemoryError",
          // Kafka's compression libraries need both; without the options the JVM warns.
          "--enable-native-access=ALL-UNNAMED",
          "--sun-misc-unsafe-memory-access=allow");

  private static final String VERSION = "0.1.0-SNAPSHOT";
  private static final Duration START_TIMEOUT = Duration.ofMinutes(3);

  /** Where the build leaves the jar. */
  public Path jar(Path repository) {
    return repository.resolve(name).resolve("target").resolve(name + "-" + VERSION + ".jar");
  }

  /**
   * How to start it.
   *
   * @param settings Spring's property names and their values; they may hold secrets, so they go
   *     into the environment
   */
  ProcessSpec spec(Path repository, int port, Map<String, String> settings) {
    Map<String, String> environment = new HashMap<>();
    settings.forEach((property, value) -> environment.put(variable(property), value));
    environment.put("SERVER_PORT", Integer.toString(port));
    List<String> arguments = new java.util.ArrayList<>(JVM_OPTIONS);
    arguments.addAll(List.of("-jar", jar(repository).toString()));
    return ProcessSpec.java(name, arguments)
        .withEnvironment(environment)
        .within(START_TIMEOUT)
        .readyWhen(Probe.http(readiness(address(port))));
  }

  static URI address(int port) {
    return URI.create("http://127.0.0.1:" + port);
  }

  static URI readiness(URI address) {
    return address.resolve("/actuator/health/readiness");
  }

  /** Spring's rule for names of environment variables. */
  private static String variable(String property) {
    return property.replace('.', '_').replace("-", "").toUpperCase(Locale.ROOT);
  }
}
