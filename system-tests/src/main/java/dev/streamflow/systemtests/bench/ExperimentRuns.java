package dev.streamflow.systemtests.bench;

import dev.streamflow.systemtests.demo.Catalogue;
import dev.streamflow.systemtests.demo.DemoOrder;
import dev.streamflow.systemtests.demo.OrderFile;
import dev.streamflow.systemtests.demo.Shop;
import dev.streamflow.systemtests.invariants.Finding;
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

/** Does experiments on one system, each when it is quiet after the one before. */
public final class ExperimentRuns implements AutoCloseable {

  /** As many as order-service works on at a time: more would only be sent away. */
  private static final int CONNECTIONS = 200;

  private final LocalSystem system;
  private final Path folder;
  private final Consumer<String> status;
  private final LoadTarget target;
  private final List<DemoOrder> file;
  private final RunningLoad load;

  private ExperimentRuns(
      LocalSystem system, LoadTarget target, Path folder, Consumer<String> status)
      throws IOException {
    this.system = system;
    this.folder = folder;
    this.status = status;
    this.target = target;
    file = OrderFile.foodMart(Catalogue.skusIn(target.orderServiceJar()));
    load = RunningLoad.start(target, folder);
  }

  /**
   * Starts the process that makes the load.
   *
   * @param folder for files of the runs
   */
  public static ExperimentRuns start(
      LocalSystem system, Path repository, Path folder, Consumer<String> status)
      throws IOException {
    LoadTarget target =
        new LoadTarget(
            system.addressOf("order-service"),
            system.bootstrapServers(),
            system.registry(),
            Program.ALL.getFirst().jar(repository),
            CONNECTIONS,
            system.clientLog().toAbsolutePath());
    return new ExperimentRuns(system, target, folder, status);
  }

  /** Places so many orders, for the compilers to see what there is to optimize. */
  public void warmUp(int orders) throws IOException, InterruptedException {
    LoadPlan plan = prepare(Experiment.saturation("warm-up", OrderMix.USUAL, orders));
    load.begin();
    load.await(plan, progress -> report("warm-up", progress));
  }

  /**
   * Does an experiment, from the delivery of the goods until all is quiet.
   *
   * @param which for the status: which one of all
   */
  public RunResult run(Experiment experiment, String which)
      throws IOException, InterruptedException {
    List<String> failures = new ArrayList<>();
    awaitQuiet(failures);
    LoadPlan plan = prepare(experiment);
    DiskMeter disk = DiskMeter.start(system);
    CpuMeter cpu = CpuMeter.start(system);
    long startsAtMillis = load.begin();
    try (Sampler sampler = new Sampler(system, disk, startsAtMillis)) {
      Thread changes = Thread.ofVirtual().start(() -> makeChanges(experiment, startsAtMillis));
      List<OrderTrace> traces =
          load.await(plan, progress -> report(which + experiment.name(), progress));
      changes.join();
      awaitQuiet(failures);
      Map<String, Double> cpuMillis = cpu.millisPer(experiment.orders());
      Map<String, Double> diskBytes = disk.bytesPer(experiment.orders());
      sampler.end();
      requireEnds(traces, failures);
      return new RunResult(
          experiment,
          traces,
          sampler.samples(),
          sampler.sizes(),
          cpuMillis,
          diskBytes,
          List.of(),
          failures);
    }
  }

  /** Whether every promise was kept in all that was done, warm-up and all runs. */
  public List<Finding> check() throws IOException, InterruptedException {
    return Invariant.checkAll(system.witnesses());
  }

  /** Delivers the goods that will be ordered. */
  private LoadPlan prepare(Experiment experiment) throws IOException, InterruptedException {
    LoadPlan plan =
        new LoadPlan(
            experiment.mix(),
            experiment.orders(),
            experiment.ordersPerSecond(),
            experiment.name() + "-" + UUID.randomUUID(),
            folder.resolve("load.csv").toAbsolutePath());
    Map<String, Long> goods = OrderMix.demand(plan.mix().take(file, plan.orders()));
    try (ClientLogWriter log = new ClientLogWriter(target.clientLog());
        Shop shop = new Shop(target.orderService(), log)) {
      shop.deliver(system.addressOf("inventory-service"), plan.runId(), goods);
    }
    load.prepare(plan);
    return plan;
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

  private void awaitQuiet(List<String> failures) throws InterruptedException {
    try (BacklogMeter meter = new BacklogMeter(system.bootstrapServers(), system::databaseOf)) {
      Quiet.await(meter, backlog -> status.accept("waiting for quiet: " + backlog))
          .ifPresent(left -> failures.add("the system did not become quiet: " + left));
    }
  }

  private static void requireEnds(List<OrderTrace> traces, List<String> failures) {
    long open = traces.stream().filter(trace -> !trace.hasEnded()).count();
    if (open > 0) {
      failures.add("%,d orders have no end".formatted(open));
    }
    long others = traces.stream().filter(t -> t.hasEnded() && !t.end().equals("CONFIRMED")).count();
    if (others > 0) {
      failures.add("%,d orders were not confirmed, though all of them could be".formatted(others));
    }
  }

  @Override
  public void close() {
    load.close();
  }
}
