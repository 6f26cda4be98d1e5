package dev.streamflow.systemtests.faults.poison;

import dev.streamflow.systemtests.demo.Demo;
import dev.streamflow.systemtests.demo.DemoPlan;
import dev.streamflow.systemtests.demo.DemoReport;
import dev.streamflow.systemtests.demo.Oracle;
import dev.streamflow.systemtests.demo.Progress;
import dev.streamflow.systemtests.faults.FaultReport;
import dev.streamflow.systemtests.invariants.Finding;
import dev.streamflow.systemtests.invariants.Finding.Violation;
import dev.streamflow.systemtests.running.RunningSystem;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.IntFunction;

/**
 * A demonstration during which others publish records that nobody can process, after the same
 * demonstration without. Each is a dead letter wherever it is read, and no order notices.
 */
public final class PoisonAmongOrders {
  public static final String NAME = "poison";

  /** The finding that depends on the speed of the machine. */
  public static final String SPEED = "p99";

  private static final double MOST_TIMES_AS_SLOW = 2;
  private static final int WARM_UP_SHARE = 10;

  private final IntFunction<DemoPlan> plans;
  private final int orders;
  private final double ordersPerSecond;
  private final int poison;
  private final long seed;

  /**
   * @param plans gives a plan of so many orders
   * @param poison how many records nobody can process
   */
  public PoisonAmongOrders(
      IntFunction<DemoPlan> plans, int orders, double ordersPerSecond, int poison, long seed) {
    this.plans = plans;
    this.orders = orders;
    this.ordersPerSecond = ordersPerSecond;
    this.poison = poison;
    this.seed = seed;
  }

  /** Runs both demonstrations on a system that is quiet, after a short one that nobody measures. */
  public FaultReport run(RunningSystem system, Consumer<String> status)
      throws IOException, InterruptedException {
    Contracts contracts = Contracts.registered(system.registry());
    PoisonSupply supply = PoisonSupply.drawn(contracts, poison, seed, Instant.now());
    demo(system, orders / WARM_UP_SHARE + 1, now -> status.accept("warm-up: " + now.line())).run();
    DemoReport without =
        demo(system, orders, now -> status.accept("without poison: " + now.line())).run();
    Instant began = Instant.now();
    Duration lasts = Duration.ofMillis((long) (1000 * orders / ordersPerSecond));
    try (PoisonPublisher publisher =
        new PoisonPublisher(system.bootstrapServers(), supply.all(), lasts)) {
      Consumer<Progress> progress =
          now -> {
            publisher.start();
            status.accept("with poison: " + now.line());
          };
      DemoReport with =
          demo(system, orders, progress)
              .runUntilCalm(publisher::awaitEnd, publisher::positionsByGroup);
      List<Finding> findings = new ArrayList<>();
      findings.add(new DeadLetterCheck(publisher.published()).check(system.bootstrapServers()));
      findings.add(
          new OracleCheck(contracts, publisher.published(), began)
              .check(system.bootstrapServers()));
      findings.add(speed(without, with));
      with.findings().stream().filter(PoisonAmongOrders::isToHold).forEach(findings::add);
      return report(supply, without, with, findings);
    }
  }

  private Demo demo(RunningSystem system, int orders, Consumer<Progress> progress) {
    return new Demo(system, plans.apply(orders), ordersPerSecond, progress);
  }

  private static boolean isToHold(Finding finding) {
    return !finding.promise().equals(Oracle.EVERY_KIND);
  }

  private static Finding speed(DemoReport without, DemoReport with) {
    double before = without.orderToFinal().p99Millis();
    double after = with.orderToFinal().p99Millis();
    String figure =
        String.format(
            Locale.ROOT,
            "%,.0f ms, without poison %,.0f ms: × %.2f",
            after,
            before,
            after / before);
    List<Violation> violations =
        after <= MOST_TIMES_AS_SLOW * before
            ? List.of()
            : List.of(new Violation("p99", "is more than twice what it is without poison"));
    return new Finding(SPEED, "at most twice as slow", figure, violations);
  }

  private FaultReport report(
      PoisonSupply supply, DemoReport without, DemoReport with, List<Finding> findings) {
    List<String> failures = new ArrayList<>();
    List.of(without, with)
        .forEach(
            demo -> {
              failures.addAll(demo.failures());
              if (demo.unfinished() > 0) {
                failures.add(demo.unfinished() + " orders have no end");
              }
            });
    without.findings().stream()
        .filter(PoisonAmongOrders::isToHold)
        .filter(finding -> !finding.holds())
        .forEach(finding -> failures.add("without poison: " + finding));
    return FaultReport.of(
        NAME,
        command(),
        List.of(PoisonTables.summary(supply, with)),
        List.of(PoisonTables.phases(without, with), PoisonTables.kinds(supply)),
        findings,
        failures);
  }

  private String command() {
    return String.format(
        Locale.ROOT,
        "./streamflow faults %s --seed %d --orders %d --rate %.0f --poison %d",
        NAME,
        seed,
        orders,
        ordersPerSecond,
        poison);
  }
}
