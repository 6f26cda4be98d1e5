package dev.streamflow.systemtests.demo;

import static java.util.stream.Collectors.toMap;

import dev.streamflow.systemtests.invariants.Finding;
import dev.streamflow.systemtests.invariants.Invariant;
import dev.streamflow.systemtests.running.Backlog;
import dev.streamflow.systemtests.running.BacklogMeter;
import dev.streamflow.systemtests.running.CpuMeter;
import dev.streamflow.systemtests.running.Quiet;
import dev.streamflow.systemtests.running.RunningSystem;
import dev.streamflow.systemtests.witness.ClientLogWriter;
import dev.streamflow.systemtests.witness.Position;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Places the orders of a plan at a running system, waits for their end and judges it. */
public final class Demo {

  /** How long nothing may come to an end while orders are open. */
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private static final Duration PROGRESS_INTERVAL = Duration.ofMillis(500);

  private final RunningSystem system;
  private final DemoPlan plan;
  private final double ordersPerSecond;
  private final Consumer<Progress> progress;
  private final List<String> failures = new ArrayList<>();
  private Predicate<DemoOrder> isMeasured = order -> true;
  private boolean serversAreHarmed;

  public Demo(
      RunningSystem system, DemoPlan plan, double ordersPerSecond, Consumer<Progress> progress) {
    this.system = system;
    this.plan = plan;
    this.ordersPerSecond = ordersPerSecond;
    this.progress = progress;
  }

  /** Leaves orders out of the report's times. */
  public Demo measuringOnly(Predicate<DemoOrder> orders) {
    isMeasured = orders;
    return this;
  }

  /** Does not look at the system while orders come: its servers are harmed too. */
  public Demo besidesHarmToServers() {
    serversAreHarmed = true;
    return this;
  }

  /** Runs it once, from the first delivery of goods to the report. */
  public DemoReport run() throws IOException, InterruptedException {
    return runUntilCalm(() -> {});
  }

  /**
   * Runs it once while something else goes on.
   *
   * @param calm returns when that is over; only then the system can be expected to become quiet
   */
  public DemoReport runUntilCalm(Runnable calm) throws IOException, InterruptedException {
    return runUntilCalm(calm, Map::of);
  }

  /**
   * Runs it once while something else goes on that leaves poison in the topics.
   *
   * @param calm returns when that is over; only then the system can be expected to become quiet
   * @param poison says then where it stands, by the group that must have given it up
   */
  public DemoReport runUntilCalm(Runnable calm, Supplier<Map<String, Set<Position>>> poison)
      throws IOException, InterruptedException {
    String runId = "demo-" + UUID.randomUUID();
    system.providerSwitches().decline(DemoPlan.DECLINED_CUSTOMERS);
    try (ClientLogWriter log = new ClientLogWriter(system.clientLog());
        Shop shop = new Shop(system.addressOf("order-service"), log);
        OutcomeReader outcomes = new OutcomeReader(system.bootstrapServers(), system.registry());
        BacklogMeter meter = new BacklogMeter(system.bootstrapServers(), system::databaseOf)) {
      shop.deliver(system.addressOf("inventory-service"), runId, plan.delivery());
      CpuMeter cpu = CpuMeter.start(system);
      LoadGenerator load = new LoadGenerator(shop, plan.orders(), ordersPerSecond, runId);
      load.start();
      awaitEnds(load, outcomes, meter);
      failures.addAll(load.failures());
      calm.run();
      awaitQuiet(meter);
      List<Finding> findings = Invariant.checkAll(system.witnesses(), poison.get());
      return report(load, outcomes.ends(), cpu.millisPer(plan.orders().size()), findings);
    }
  }

  private void awaitEnds(LoadGenerator load, OutcomeReader outcomes, BacklogMeter meter)
      throws IOException, InterruptedException {
    int endsBefore = -1;
    Instant deadline = Instant.now();
    while (true) {
      boolean placedAll = load.isFinishedWithin(PROGRESS_INTERVAL);
      Map<UUID, FinalEvent> ends = outcomes.ends();
      progress.accept(Progress.of(plan, load, ends.values(), backlog(meter)));
      if (placedAll && open(load.placed(), ends).isEmpty()) {
        return;
      }
      if (!placedAll || ends.size() != endsBefore) {
        endsBefore = ends.size();
        deadline = Instant.now().plus(PATIENCE);
      } else if (Instant.now().isAfter(deadline)) {
        return;
      }
      if (placedAll) {
        Thread.sleep(PROGRESS_INTERVAL);
      }
    }
  }

  private Backlog backlog(BacklogMeter meter) throws InterruptedException {
    if (serversAreHarmed) {
      return Backlog.UNKNOWN;
    }
    system.requireAlive();
    return meter.measure();
  }

  private void awaitQuiet(BacklogMeter meter) throws InterruptedException {
    Optional<Backlog> left = Quiet.await(meter, backlog -> {});
    system.requireAlive();
    left.ifPresent(backlog -> failures.add("the system did not become quiet: " + backlog));
  }

  private static List<PlacedOrder> open(
      Collection<PlacedOrder> placed, Map<UUID, FinalEvent> ends) {
    return placed.stream().filter(order -> !ends.containsKey(order.id())).toList();
  }

  private DemoReport report(
      LoadGenerator load,
      Map<UUID, FinalEvent> allEnds,
      Map<String, Double> cpuMillisPerOrder,
      List<Finding> invariants) {
    Collection<PlacedOrder> placed = load.placed();
    Map<UUID, FinalEvent> ends =
        placed.stream()
            .map(order -> allEnds.get(order.id()))
            .filter(java.util.Objects::nonNull)
            .collect(toMap(FinalEvent::orderId, end -> end));
    List<Finding> findings = new ArrayList<>(invariants);
    findings.addAll(new Oracle(plan).check(placed, ends));
    int unfinished = open(placed, ends).size();
    List<PlacedOrder> measured =
        placed.stream().filter(order -> isMeasured.test(order.input())).toList();
    boolean passed =
        failures.isEmpty() && unfinished == 0 && findings.stream().allMatch(Finding::holds);
    return new DemoReport(
        passed,
        plan.orders().size(),
        ordersPerSecond,
        placed.size(),
        load.repeats(),
        Outcome.count(ends.values(), FinalEvent::outcome),
        unfinished,
        Latency.ofNanos(
            measured.stream().mapToLong(order -> order.acceptedNanos() - order.dueNanos())),
        Latency.ofNanos(
            measured.stream()
                .filter(order -> ends.containsKey(order.id()))
                .mapToLong(order -> ends.get(order.id()).arrivedNanos() - order.dueNanos())),
        secondsToLastEnd(load.lastSentNanos(), ends),
        cpuMillisPerOrder,
        failures,
        findings);
  }

  private static double secondsToLastEnd(long lastSentNanos, Map<UUID, FinalEvent> ends) {
    long lastEndNanos =
        ends.values().stream()
            .mapToLong(FinalEvent::arrivedNanos)
            .reduce((a, b) -> a - b > 0 ? a : b)
            .orElse(lastSentNanos);
    return Math.max(0, lastEndNanos - lastSentNanos) / (double) TimeUnit.SECONDS.toNanos(1);
  }
}
