package dev.streamflow.systemtests.bench;

import dev.streamflow.systemtests.demo.Catalogue;
import dev.streamflow.systemtests.demo.OrderFile;
import dev.streamflow.systemtests.demo.Shop;
import dev.streamflow.systemtests.invariants.Invariant;
import dev.streamflow.systemtests.running.BacklogMeter;
import dev.streamflow.systemtests.running.CpuMeter;
import dev.streamflow.systemtests.running.DiskMeter;
import dev.streamflow.systemtests.running.LocalSystem;
import dev.streamflow.systemtests.running.Program;
import dev.streamflow.systemtests.running.Quiet;
import dev.streamflow.systemtests.witness.ClientLogWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;

/** Does an experiment once, on a system that is made warm and is quiet then. */
public final class ExperimentRun {

  /** As many as order-service works on at a time: more would only be sent away. */
  private static final int CONNECTIONS = 200;

  private final LocalSystem system;
  private final Path repository;
  private final Path folder;
  private final Consumer<String> status;
  private final List<String> failures = new ArrayList<>();

  /**
   * @param folder for files of the run
   */
  public ExperimentRun(LocalSystem system, Path repository, Path folder, Consumer<String> status) {
    this.system = system;
    this.repository = repository;
    this.folder = folder;
    this.status = status;
  }

  /**
   * From the delivery of the goods to the proof that nothing was lost.
   *
   * @param warmUp so many orders come before, for the compilers to see what there is to optimize
   */
  public RunResult run(Experiment experiment, int warmUp) throws IOException, InterruptedException {
    LoadPlan plan = plan(experiment, warmUp);
    deliver(plan.ofWarmUp());
    deliver(plan);
    try (RunningLoad load = RunningLoad.start(plan, folder)) {
      load.awaitReady(progress -> report("warm-up", progress));
      awaitQuiet();
      return measure(experiment, load);
    }
  }

  private RunResult measure(Experiment experiment, RunningLoad load)
      throws IOException, InterruptedException {
    DiskMeter disk = DiskMeter.start(system);
    CpuMeter cpu = CpuMeter.start(system);
    long startsAtMillis = load.begin();
    try (Sampler sampler = new Sampler(system, startsAtMillis)) {
      Thread changes = Thread.ofVirtual().start(() -> makeChanges(experiment, startsAtMillis));
      load.await(progress -> report(experiment.name(), progress));
      changes.join();
      awaitQuiet();
      Map<String, Double> cpuMillis = cpu.millisPer(experiment.orders());
      Map<String, Double> diskBytes = disk.bytesPer(experiment.orders());
      List<Sample> samples = sampler.end();
      List<OrderTrace> traces = load.traces();
      requireEnds(traces);
      return new RunResult(
          experiment,
          traces,
          samples,
          cpuMillis,
          diskBytes,
          Invariant.checkAll(system.witnesses()),
          failures);
    }
  }

  private LoadPlan plan(Experiment experiment, int warmUp) {
    return new LoadPlan(
        system.addressOf("order-service"),
        system.bootstrapServers(),
        system.registry(),
        Program.ALL.getFirst().jar(repository),
        experiment.mix(),
        warmUp,
        experiment.orders(),
        experiment.ordersPerSecond(),
        CONNECTIONS,
        experiment.name() + "-" + UUID.randomUUID(),
        system.clientLog().toAbsolutePath(),
        folder.resolve("load.csv").toAbsolutePath());
  }

  private void deliver(LoadPlan plan) throws IOException, InterruptedException {
    var file = OrderFile.foodMart(Catalogue.skusIn(plan.orderServiceJar()));
    Map<String, Long> goods = OrderMix.demand(plan.mix().take(file, plan.orders()));
    try (ClientLogWriter log = new ClientLogWriter(system.clientLog());
        Shop shop = new Shop(system.addressOf("order-service"), log)) {
      shop.deliver(system.addressOf("inventory-service"), plan.runId(), goods);
    }
  }

  private void report(String phase, String progress) {
    status.accept(phase + ": " + progress);
    system.requireAlive();
  }

  private void makeChanges(Experiment experiment, long startsAtMillis) {
    try {
      for (Change change : experiment.changes()) {
        long atMillis = startsAtMillis + change.at().toMillis();
        Thread.sleep(Math.max(0, atMillis - System.currentTimeMillis()));
        change.provider().turn(system.providerSwitches());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void awaitQuiet() throws InterruptedException {
    try (BacklogMeter meter = new BacklogMeter(system.bootstrapServers(), system::databaseOf)) {
      Quiet.await(meter, backlog -> status.accept("waiting for quiet: " + backlog))
          .ifPresent(left -> failures.add("the system did not become quiet: " + left));
    }
  }

  private void requireEnds(List<OrderTrace> traces) {
    long open = traces.stream().filter(trace -> !trace.hasEnded()).count();
    if (open > 0) {
      failures.add("%,d orders have no end".formatted(open));
    }
    long others = traces.stream().filter(t -> t.hasEnded() && !t.end().equals("CONFIRMED")).count();
    if (others > 0) {
      failures.add("%,d orders were not confirmed, though all of them could be".formatted(others));
    }
  }
}
