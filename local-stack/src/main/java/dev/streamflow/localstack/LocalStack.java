package dev.streamflow.localstack;

import dev.streamflow.schemas.TopicCatalogue;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import javax.sql.DataSource;

/**
 * Real servers on this machine: Kafka with the topics of the catalogue, PostgreSQL with a database
 * for each service, Redis, and the schema registry with all schemas. They listen on the loopback
 * address at free ports, with passwords of their own.
 *
 * <p>They are processes, or containers if the system property {@code stack} says so; programs on
 * top of them are processes in any case. Whatever happens, nothing runs on after {@link #stop()} or
 * after the JVM that started the stack has ended, but for a JVM that is killed: what it leaves is
 * cleaned up by the next start in the same folder. {@link #leaveRunning()} is the exception that
 * one asks for.
 */
public final class LocalStack implements AutoCloseable {

  private final StackDirectory directory;
  private final StackContainers containers;
  private final Endpoints endpoints;
  private final List<Server> servers;
  private final Thread stopAtExit = new Thread(this::stopAfterOthers, "local-stack-stop");
  private boolean stopped;

  private LocalStack(StackDirectory directory, Endpoints endpoints, List<Server> servers) {
    this.directory = directory;
    this.containers = new StackContainers(directory.logs());
    this.endpoints = endpoints;
    this.servers = new CopyOnWriteArrayList<>(servers);
  }

  /**
   * Starts all servers; returns when they are of use.
   *
   * @param folder for data, logs and the state file; made if it is not there
   * @throws LocalStackException if a stack runs there already, or a server does not come up;
   *     nothing is left running then
   */
  public static LocalStack start(Path folder) {
    return start(folder, Speed.PEAK, StackKind.configured().orElse(StackKind.PROCESSES));
  }

  static LocalStack start(Path folder, Speed kafka, StackKind kind) {
    StackDirectory directory = new StackDirectory(folder);
    Endpoints endpoints = NewEndpoints.forServices(TopicCatalogue.load().services());
    return start(directory, endpoints, Servers.all(kind, endpoints, directory, kafka));
  }

  static LocalStack start(StackDirectory directory, Endpoints endpoints, List<Server> servers) {
    directory.claim(StackState.ownedByThisProcess(endpoints));
    LocalStack stack = new LocalStack(directory, endpoints, servers);
    Runtime.getRuntime().addShutdownHook(stack.stopAtExit);
    stack.startAll();
    return stack;
  }

  /** The stack of this JVM's tests: started on first use, stopped when the JVM ends. */
  public static LocalStack shared() {
    return SharedStack.get();
  }

  /** The stack of a folder, alive or not; empty if there is none. */
  public static Optional<LocalStack> attach(Path folder) {
    StackDirectory directory = new StackDirectory(folder);
    return directory.read().map(state -> new LocalStack(directory, state.endpoints(), List.of()));
  }

  boolean isInContainers() {
    return !containers.all().isEmpty();
  }

  Endpoints endpoints() {
    return endpoints;
  }

  /** Kafka's address. */
  public String bootstrapServers() {
    return endpoints.bootstrapServers();
  }

  /** The address of the registry's Confluent API. */
  public String registryUrl() {
    return endpoints.registry().toString();
  }

  /** Redis' address with its password. */
  public String redisUrl() {
    return endpoints.redisUrl();
  }

  /** A service's database, as the role that owns it. Every connection is a new one. */
  public DataSource databaseOf(String service) {
    String database = Endpoints.databaseOf(service);
    return Databases.dataSource(
        endpoints.jdbcUrl(database), database, endpoints.rolePassword(service));
  }

  /** What a service has to be told to use this stack: Spring's property names and values. */
  public Map<String, String> settingsOf(String service) {
    String database = Endpoints.databaseOf(service);
    return Map.of(
        "spring.datasource.url", endpoints.jdbcUrl(database),
        "spring.datasource.username", database,
        "spring.datasource.password", endpoints.rolePassword(service),
        "spring.kafka.bootstrap-servers", bootstrapServers(),
        "streamflow.registry.url", registryUrl(),
        "streamflow.redis.url", redisUrl());
  }

  /**
   * Starts more processes, all at once, and waits until they are ready. They belong to the stack:
   * {@link #stop()} stops them before the servers. A process that has ended can be run again: its
   * log goes on.
   *
   * @throws LocalStackException if one does not come up, or runs already; the others stay
   */
  public void run(List<ProcessSpec> processes) {
    Startup.inParallel(
        processes.stream().map(spec -> task(() -> start(spec, StackState::withOther))).toList());
  }

  /**
   * Starts a server again that has ended, at its address; returns when it answers. Kafka and
   * PostgreSQL have all that they had. Redis and the registry keep their data in memory: they come
   * back empty.
   *
   * @param server {@code kafka}, {@code postgres}, {@code redis} or {@code registry}
   * @throws LocalStackException if it does not come up, runs already, or was started by another JVM
   * @see #registerSchemas()
   */
  public void restart(String server) {
    Server ended = startedHere(server);
    Startup.inParallel(List.of(task(() -> start(ended))));
  }

  /** Registers all schemas that the registry does not have. */
  public void registerSchemas() {
    Startup.inParallel(List.of(task(startedHere(RegistryServer.NAME)::furnish)));
  }

  /**
   * A door of its own before a server. Not of use for Kafka, which tells its clients its own
   * address.
   *
   * @param server {@code postgres}, {@code redis} or {@code registry}
   */
  public Door doorTo(String server) {
    return Door.before(endpoints.portOf(server));
  }

  /** Starts a Redis cluster beside the one Redis server; returns when it is of use. */
  public RedisCluster startRedisCluster() {
    return RedisCluster.start(this, directory.data());
  }

  /** Starts more servers, which can be restarted as the others can. */
  void startMore(List<Server> more) {
    servers.addAll(more);
    Startup.inParallel(more.stream().map(server -> task(() -> startFirst(server))).toList());
  }

  /**
   * One of the servers, to do harm to it.
   *
   * @param name {@code kafka}, {@code postgres}, {@code redis} or {@code registry}
   * @throws LocalStackException if there is none of this name
   */
  public ServerHandle server(String name) {
    return servers().stream()
        .filter(server -> server.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new LocalStackException(name + " was never started"));
  }

  List<ServerHandle> servers() {
    Stream<ManagedProcess> processes =
        directory.read().stream().flatMap(state -> state.servers().stream());
    return Stream.<ServerHandle>concat(processes, containers.all().stream()).toList();
  }

  /** The servers, unless they are in containers, then what was started on top of them. */
  public List<ManagedProcess> processes() {
    return directory.read().map(StackState::processes).orElse(List.of());
  }

  /**
   * The last run of the process with this name.
   *
   * @throws LocalStackException if there was none
   */
  public ManagedProcess process(String name) {
    return directory
        .read()
        .flatMap(state -> state.find(name))
        .orElseThrow(() -> new LocalStackException(name + " was never started"));
  }

  /** Whether all servers run, and what was started on top of them. */
  public boolean isAlive() {
    return !servers().isEmpty()
        && servers().stream().allMatch(ServerHandle::isAlive)
        && processes().stream().allMatch(ManagedProcess::isAlive);
  }

  /**
   * Lets the stack outlive this JVM. It is stopped by way of {@link #attach}. Containers end with
   * this JVM nevertheless.
   */
  public synchronized void leaveRunning() {
    directory.read().map(StackState::withoutOwner).ifPresent(directory::write);
    Runtime.getRuntime().removeShutdownHook(stopAtExit);
  }

  /** Stops all processes and removes their data; the logs stay. Does nothing the second time. */
  public synchronized void stop() {
    if (stopped) {
      return;
    }
    directory
        .read()
        .ifPresent(
            state -> {
              ProcessEnd.stop(state.others());
              ProcessEnd.stop(state.servers());
              containers.remove();
              directory.clear();
            });
    stopped = true;
  }

  @Override
  public void close() {
    stop();
  }

  private void stopAfterOthers() {
    ApplicationShutdown.await();
    stop();
  }

  private void startAll() {
    try {
      Startup.inParallel(servers.stream().map(server -> task(() -> startFirst(server))).toList());
    } catch (RuntimeException e) {
      stop();
      throw e;
    }
  }

  private void startFirst(Server server) throws Exception {
    server.prepare();
    start(server);
    server.furnish();
  }

  private void start(Server server) throws Exception {
    switch (server.spec()) {
      case ProcessSpec process -> start(process, StackState::withServer);
      case ContainerSpec container -> containers.start(container);
    }
  }

  private Server startedHere(String name) {
    return servers.stream()
        .filter(server -> server.name().equals(name))
        .findFirst()
        .orElseThrow(
            () -> new LocalStackException(name + " is no server that this JVM has started"));
  }

  private void start(ProcessSpec spec, BiFunction<StackState, ManagedProcess, StackState> addition)
      throws InterruptedException {
    launch(spec, addition).awaitReady(spec.probe(), spec.startTimeout());
  }

  /** Start and entry are one step, so that a stop at any moment knows of every process. */
  private synchronized ManagedProcess launch(
      ProcessSpec spec, BiFunction<StackState, ManagedProcess, StackState> addition) {
    StackState state = directory.read().filter(_ -> !stopped).orElseThrow(this::isStopped);
    if (state.find(spec.name()).filter(ManagedProcess::isAlive).isPresent()) {
      throw new LocalStackException(spec.name() + " runs already");
    }
    ManagedProcess process = ProcessStart.start(spec, directory.path(), directory.logs());
    directory.write(addition.apply(state, process));
    return process;
  }

  private LocalStackException isStopped() {
    return new LocalStackException("The stack in " + directory.path() + " was stopped");
  }

  private static Callable<Void> task(Step step) {
    return () -> {
      step.run();
      return null;
    };
  }

  private interface Step {
    void run() throws Exception;
  }
}
