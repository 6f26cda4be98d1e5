package dev.streamflow.systemtests.running;

import dev.streamflow.localstack.Probe;
import dev.streamflow.localstack.ProcessSpec;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** One of our own programs: a module with a jar that can be run. */
public record Program(String name) {

  /** The outside world. */
  public static final Program PROVIDER = new Program("payment-provider");

  /** Where operators look after dead letters. */
  public static final Program CONTROL_ROOM = new Program("control-room");

  /** All, in the order in which an order passes them. */
  public static final List<Program> ALL =
      List.of(
          new Program("order-service"),
          new Program("inventory-service"),
          new Program("payment-service"),
          PROVIDER,
          new Program("shipping-service"),
          new Program("notification-service"),
          CONTROL_ROOM);

  static final List<String> JVM_OPTIONS =
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

  BuiltProgram built(Path repository) {
    return new BuiltProgram(jar(repository));
  }

  /** Whether it is built on the engine. */
  public boolean isService() {
    return name.endsWith("-service");
  }

  /** The program that a process runs: replicas are numbered, such as payment-service-2. */
  static Program ofProcess(String process) {
    return ALL.stream()
        .filter(program -> process.replaceFirst("-\\d+$", "").equals(program.name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(process + " is none of " + ALL));
  }

  /**
   * How to start it.
   *
   * @param process the name of the process
   * @param settings Spring's property names and their values; they may hold secrets, so they go
   *     into the environment
   */
  ProcessSpec spec(
      String process,
      Path repository,
      int port,
      Map<String, String> settings,
      LaunchOptions options) {
    Map<String, String> environment = new HashMap<>();
    settings.forEach((property, value) -> environment.put(variable(property), value));
    environment.put("SERVER_PORT", Integer.toString(port));
    return ProcessSpec.java(process, arguments(repository, options))
        .withEnvironment(environment)
        .within(START_TIMEOUT)
        .readyWhen(Probe.http(readiness(address(port))));
  }

  private List<String> arguments(Path repository, LaunchOptions options) {
    BuiltProgram built = built(repository);
    List<Path> classPath = new ArrayList<>(options.classPath());
    classPath.addAll(built.classPath());
    List<String> arguments = new ArrayList<>(JVM_OPTIONS);
    arguments.addAll(options.jvmArguments());
    arguments.addAll(AotCache.in(repository).argumentsFor(classPath));
    arguments.add(built.mainClass());
    return arguments;
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
