package dev.streamflow.systemtests.synchronous;

import dev.streamflow.localstack.ProcessUsage;
import dev.streamflow.systemtests.running.Ports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Does the experiment once: services, checkout and load, each in a process of its own. */
public final class SynchronousRun {
  private static final List<String> PATHS =
      List.of("payment", "inventory", "shipping", "notification");

  /** Cold JVMs would not follow the full load, and begin with a queue. */
  private static final int GENTLY = 3;

  private final Threads threads;
  private final Path folder;
  private final Consumer<String> status;

  /**
   * @param folder for files of the run
   */
  public SynchronousRun(Threads threads, Path folder, Consumer<String> status) {
    this.threads = threads;
    this.folder = folder;
    this.status = status;
  }

  /**
   * Returns when the last checkout has been answered or given up.
   *
   * @param warmUp how long a third of the load warms the processes up before, with a quick payment
   */
  public SynchronousResult run(SynchronousExperiment experiment, Duration warmUp)
      throws IOException, InterruptedException {
    List<String> ports =
        Stream.generate(Ports::free).limit(PATHS.size()).map(String::valueOf).toList();
    try (ChildProcess services = start(WaitingServices.class, ports)) {
      services.awaitLine();
      services.tell(millis(SynchronousExperiment.USUAL_PAYMENT));
      int port = Ports.free();
      try (ChildProcess checkout = start(SynchronousCheckout.class, arguments(port, ports))) {
        checkout.awaitLine();
        Map<String, ChildProcess> servers = Map.of("checkout", checkout, "services", services);
        if (warmUp.isPositive()) {
          status.accept(threads + ": warming up");
          load(port, new SynchronousExperiment(experiment.checkoutsPerSecond() / GENTLY, warmUp))
              .awaitEnd();
        }
        return measure(experiment, port, servers);
      }
    }
  }

  private SynchronousResult measure(
      SynchronousExperiment experiment, int port, Map<String, ChildProcess> servers)
      throws IOException, InterruptedException {
    Map<String, ProcessUsage> before = usage(servers);
    try (ChildProcess load = load(port, experiment)) {
      long startsAt = Long.parseLong(load.awaitLine());
      ChildProcess services = servers.get("services");
      sleepUntil(startsAt + experiment.slowFrom().toMillis(), "payment is quick");
      services.tell(millis(SynchronousExperiment.SLOW_PAYMENT));
      sleepUntil(startsAt + experiment.slowUntil().toMillis(), "payment takes 3 s");
      services.tell(millis(SynchronousExperiment.USUAL_PAYMENT));
      status.accept(threads + ": payment is quick again");
      load.awaitEnd();
    }
    List<CheckoutTrace> traces =
        Files.readAllLines(traces()).stream().map(CheckoutTrace::ofLine).toList();
    return SynchronousResult.of(threads, experiment, traces, before, usage(servers));
  }

  private void sleepUntil(long millis, String meanwhile) throws InterruptedException {
    status.accept(threads + ": " + meanwhile);
    Thread.sleep(Math.max(0, millis - System.currentTimeMillis()));
  }

  private ChildProcess load(int port, SynchronousExperiment experiment) throws IOException {
    return start(
        CheckoutLoad.class,
        List.of(
            "http://127.0.0.1:%d/checkout".formatted(port),
            String.valueOf(experiment.checkouts()),
            String.valueOf(experiment.checkoutsPerSecond()),
            traces().toString()));
  }

  private Path traces() {
    return folder.resolve("checkouts.csv").toAbsolutePath();
  }

  private List<String> arguments(int port, List<String> servicePorts) {
    List<String> arguments = new ArrayList<>(List.of(String.valueOf(port), threads.name()));
    for (int i = 0; i < PATHS.size(); i++) {
      arguments.add("http://127.0.0.1:%s/%s".formatted(servicePorts.get(i), PATHS.get(i)));
    }
    return arguments;
  }

  private ChildProcess start(Class<?> main, List<String> arguments) throws IOException {
    return ChildProcess.start(
        main, arguments, folder.resolve("logs").resolve(main.getSimpleName() + ".log"));
  }

  private static String millis(Duration duration) {
    return String.valueOf(duration.toMillis());
  }

  private static Map<String, ProcessUsage> usage(Map<String, ChildProcess> processes) {
    Map<String, ProcessUsage> usage = new TreeMap<>();
    processes.forEach((name, process) -> usage.put(name, process.usage()));
    return usage;
  }
}
