package dev.streamflow.systemtests.running;

import dev.streamflow.localstack.LocalStack;
import dev.streamflow.localstack.ManagedProcess;
import dev.streamflow.systemtests.Problem;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import redis.clients.jedis.RedisClient;

/**
 * The servers, the payment provider, the five services and the control room as processes on this
 * machine. They end with this JVM unless they are left running on purpose.
 */
public final class LocalSystem implements RunningSystem {
  private final LocalStack stack;
  private final Path folder;
  private final RunningPrograms programs;
  private boolean isLeftRunning;

  private LocalSystem(LocalStack stack, Programs programs, Path folder, Addresses addresses) {
    this.stack = stack;
    this.folder = folder;
    this.programs = new RunningPrograms(stack, programs, folder, addresses);
  }

  /**
   * Starts everything; returns when all is ready. If something does not come up, nothing is left
   * running.
   *
   * @param repository where the modules with their jars are
   * @param folder for data, logs, addresses and the client's log of this run
   * @param orderServicePort a free port
   * @param ready is told the name of each part once it is ready, from several threads
   */
  public static LocalSystem start(
      Path repository, Path folder, int orderServicePort, Consumer<String> ready)
      throws IOException {
    return start(repository, folder, orderServicePort, Map.of(), ready);
  }

  /** Starts everything to run long under much load. */
  public static LocalSystem startForMuchLoad(
      Path repository, Path folder, int orderServicePort, Consumer<String> ready)
      throws IOException {
    Map<String, LaunchOptions> all =
        Program.ALL.stream()
            .collect(Collectors.toMap(Program::name, each -> LaunchOptions.FOR_MUCH_LOAD));
    return start(repository, folder, orderServicePort, all, ready);
  }

  /**
   * Starts everything, some of it in a special way.
   *
   * @param special what is special about which program
   */
  public static LocalSystem start(
      Path repository,
      Path folder,
      int orderServicePort,
      Map<String, LaunchOptions> special,
      Consumer<String> ready)
      throws IOException {
    LocalSystem system = startServers(repository, folder, orderServicePort, ready);
    try {
      system.programs.startAll(special, ready);
      return system;
    } catch (RuntimeException e) {
      system.stack.stop();
      throw e;
    }
  }

  /** Starts the servers alone; programs are started by way of {@link #programs}. */
  public static LocalSystem startServers(
      Path repository, Path folder, int orderServicePort, Consumer<String> ready)
      throws IOException {
    Programs programs = Programs.builtIn(repository);
    LocalStack stack = LocalStack.start(folder);
    try {
      stack.processes().forEach(server -> ready.accept(server.name()));
      Addresses addresses = Addresses.draw(orderServicePort);
      addresses.write(folder);
      LocalSystem system = new LocalSystem(stack, programs, folder, addresses);
      Files.deleteIfExists(system.clientLog());
      return system;
    } catch (IOException | RuntimeException e) {
      stack.stop();
      throw e;
    }
  }

  /**
   * The system that was left running in a folder.
   *
   * @param repository where the modules with their jars are
   * @throws Problem if there is none
   */
  public static LocalSystem attach(Path repository, Path folder) {
    LocalStack stack =
        LocalStack.attach(folder)
            .orElseThrow(() -> new Problem("nothing is running", "start it: ./streamflow up"));
    return new LocalSystem(stack, new Programs(repository), folder, Addresses.read(folder));
  }

  /** Our own programs, to end and to start them. */
  public RunningPrograms programs() {
    return programs;
  }

  @Override
  public URI addressOf(String program) {
    return programs.addressOf(program);
  }

  @Override
  public String bootstrapServers() {
    return stack.bootstrapServers();
  }

  @Override
  public URI registry() {
    return URI.create(stack.registryUrl());
  }

  /** Redis' address with its password. */
  public String redisUrl() {
    return stack.redisUrl();
  }

  /** Lets Redis forget everything. */
  public void flushRedis() {
    try (RedisClient redis = RedisClient.create(redisUrl())) {
      redis.flushAll();
    }
  }

  @Override
  public DataSource databaseOf(String service) {
    return stack.databaseOf(service);
  }

  @Override
  public Path clientLog() {
    return folder.resolve("accepted.jsonl");
  }

  /** All processes: servers first. */
  public List<ManagedProcess> processes() {
    return stack.processes();
  }

  @Override
  public void requireAlive() {
    for (ManagedProcess process : processes()) {
      if (programs.endedUnexpectedly(process)) {
        throw new Problem(
            process.name() + " has ended",
            "see why: " + logCommand(process.name()) + ", then: ./streamflow down");
      }
    }
  }

  @Override
  public Map<String, Duration> cpuByProcess() {
    Map<String, Duration> cpu = new LinkedHashMap<>();
    for (ManagedProcess process : processes()) {
      Duration earlier = programs.cpuOfEarlierRuns(process.name());
      cpu.put(process.name(), process.usage().cpu().plus(earlier));
    }
    return cpu;
  }

  @Override
  public String logCommand(String part) {
    return "./streamflow logs " + part;
  }

  /** Lets it outlive this JVM: it is stopped by way of {@link #attach}. */
  public void leaveRunning() {
    stack.leaveRunning();
    isLeftRunning = true;
  }

  /** Stops all processes, unless they are left running on purpose. The logs stay. */
  @Override
  public void close() {
    if (!isLeftRunning) {
      stack.stop();
    }
  }
}
