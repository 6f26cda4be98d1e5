package dev.streamflow.systemtests.running;

import dev.streamflow.localstack.LocalStack;
import dev.streamflow.localstack.ManagedProcess;
import dev.streamflow.localstack.ProcessSpec;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * Our own programs on a stack of servers, by the names of their processes: they can be killed,
 * stopped and started again, each at its address and with its settings, and joined by replicas.
 */
public final class RunningPrograms {
  private final LocalStack stack;
  private final Programs programs;
  private final Path folder;
  private final Map<String, LaunchOptions> options = new ConcurrentHashMap<>();
  private final Map<String, Duration> cpuOfEnded = new ConcurrentHashMap<>();
  private final Set<String> mayEnd = ConcurrentHashMap.newKeySet();
  private volatile Addresses addresses;

  RunningPrograms(LocalStack stack, Programs programs, Path folder, Addresses addresses) {
    this.stack = stack;
    this.programs = programs;
    this.folder = folder;
    this.addresses = addresses;
  }

  /** The address of the HTTP side of a process. */
  public URI addressOf(String process) {
    return addresses.of(process);
  }

  /** The addresses of all processes. */
  public Map<String, URI> addresses() {
    return addresses.byProcess();
  }

  /** Starts processes with these options, here and whenever they are started again. */
  public void start(Map<String, LaunchOptions> processes) {
    options.putAll(processes);
    start(List.copyOf(processes.keySet()));
  }

  /** Starts processes that have ended; returns when they are ready. */
  public void start(List<String> processes) {
    start(processes, ready -> {});
  }

  void startAll(Map<String, LaunchOptions> special, Consumer<String> ready) {
    options.putAll(special);
    start(Program.ALL.stream().map(Program::name).toList(), ready);
  }

  private void start(List<String> processes, Consumer<String> ready) {
    try {
      stack.run(processes.stream().map(this::spec).map(spec -> telling(spec, ready)).toList());
    } finally {
      processes.forEach(mayEnd::remove);
    }
  }

  private ProcessSpec spec(String process) {
    LaunchOptions special = options.getOrDefault(process, LaunchOptions.USUAL);
    return programs.spec(process, stack, addresses, folder, special);
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

  /**
   * Starts one more process of a service and returns its name: the service's with a number.
   *
   * @throws IOException if its address cannot be written down
   */
  public String addReplica(String service, LaunchOptions special) throws IOException {
    String replica = nameOfReplica(service);
    options.put(replica, special);
    start(List.of(replica));
    return replica;
  }

  private synchronized String nameOfReplica(String service) throws IOException {
    int number = 2;
    while (addresses.byProcess().containsKey(service + "-" + number)) {
      number++;
    }
    addresses = addresses.with(service + "-" + number);
    addresses.write(folder);
    return service + "-" + number;
  }

  /** Kills a process (SIGKILL); returns when it is gone. */
  public void kill(String process) {
    end(process, ManagedProcess::kill);
  }

  /** Asks processes to end (SIGTERM); returns when they have. */
  public void stop(List<String> processes) {
    processes.parallelStream().forEach(process -> end(process, ManagedProcess::stop));
  }

  private void end(String process, Consumer<ManagedProcess> signal) {
    mayEnd(process);
    ManagedProcess running = find(process);
    cpuOfEnded.merge(process, running.usage().cpu(), Duration::plus);
    signal.accept(running);
  }

  /** From now on it is no failure if the process ends by itself, until it is started again. */
  public void mayEnd(String process) {
    mayEnd.add(process);
  }

  boolean endedUnexpectedly(ManagedProcess process) {
    return !process.isAlive() && !mayEnd.contains(process.name());
  }

  /** What earlier runs of a process have used. */
  Duration cpuOfEarlierRuns(String process) {
    return cpuOfEnded.getOrDefault(process, Duration.ZERO);
  }

  /** The process of this name, alive or not. */
  public ManagedProcess find(String process) {
    return stack.processes().stream()
        .filter(each -> each.name().equals(process))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(process + " was never started"));
  }
}
