package dev.streamflow.systemtests.running;

import dev.streamflow.localstack.LocalStack;
import dev.streamflow.localstack.ManagedProcess;
import dev.streamflow.schemas.TopicCatalogue;
import dev.streamflow.systemtests.Problem;
import dev.streamflow.systemtests.witness.ClientLog;
import dev.streamflow.systemtests.witness.Databases;
import dev.streamflow.systemtests.witness.Ledger;
import dev.streamflow.systemtests.witness.Topics;
import dev.streamflow.systemtests.witness.Witnesses;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import javax.sql.DataSource;

/**
 * The servers, the payment provider and the five services as processes on this machine. They end
 * with this JVM unless they are left running on purpose.
 */
public final class LocalSystem implements AutoCloseable {
  private final LocalStack stack;
  private final Path folder;
  private final Addresses addresses;
  private boolean isLeftRunning;

  private LocalSystem(LocalStack stack, Path folder, Addresses addresses) {
    this.stack = stack;
    this.folder = folder;
    this.addresses = addresses;
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
    Programs programs = Programs.builtIn(repository);
    LocalStack stack = LocalStack.start(folder);
    try {
      stack.processes().forEach(server -> ready.accept(server.name()));
      Addresses addresses = Addresses.draw(orderServicePort);
      addresses.write(folder);
      LocalSystem system = new LocalSystem(stack, folder, addresses);
      Files.deleteIfExists(system.clientLog());
      stack.run(programs.specs(stack, addresses, folder, ready));
      return system;
    } catch (IOException | RuntimeException e) {
      stack.stop();
      throw e;
    }
  }

  /**
   * The system that was left running in a folder.
   *
   * @throws Problem if there is none
   */
  public static LocalSystem attach(Path folder) {
    LocalStack stack =
        LocalStack.attach(folder)
            .orElseThrow(() -> new Problem("nothing is running", "start it: ./streamflow up"));
    return new LocalSystem(stack, folder, Addresses.read(folder));
  }

  /** The address of the HTTP side of a service or of the provider. */
  public URI addressOf(String program) {
    return addresses.of(program);
  }

  /** The addresses of all programs. */
  public Map<String, URI> addresses() {
    return addresses.byProgram();
  }

  public String bootstrapServers() {
    return stack.bootstrapServers();
  }

  /** The root of the registry's Confluent API. */
  public URI registry() {
    return URI.create(stack.registryUrl());
  }

  public DataSource databaseOf(String service) {
    return stack.databaseOf(service);
  }

  public ProviderSwitches providerSwitches() {
    return new ProviderSwitches(addressOf(Program.PROVIDER.name()));
  }

  /** What clients of this run were promised. */
  public Path clientLog() {
    return folder.resolve("accepted.jsonl");
  }

  /** All processes: servers first. */
  public List<ManagedProcess> processes() {
    return stack.processes();
  }

  /**
   * Makes sure that there is still something to look at.
   *
   * @throws Problem if a process has ended
   */
  public void requireAlive() {
    for (ManagedProcess process : processes()) {
      if (!process.isAlive()) {
        throw new Problem(
            process.name() + " has ended",
            "see why: ./streamflow logs " + process.name() + ", then: ./streamflow down");
      }
    }
  }

  /** CPU time used so far by process. */
  public Map<String, Duration> cpuByProcess() {
    Map<String, Duration> cpu = new LinkedHashMap<>();
    processes().forEach(process -> cpu.put(process.name(), process.usage().cpu()));
    return cpu;
  }

  /** Everything that the invariants are checked on. The system should be quiet. */
  public Witnesses witnesses() throws IOException, InterruptedException {
    return new Witnesses(
        Databases.read(TopicCatalogue.load().services(), this::databaseOf),
        Ledger.read(addressOf(Program.PROVIDER.name())),
        Topics.read(bootstrapServers(), registry()),
        ClientLog.read(clientLog()));
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
