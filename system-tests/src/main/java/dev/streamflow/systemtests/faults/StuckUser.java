package dev.streamflow.systemtests.faults;

import dev.streamflow.systemtests.demo.Demo;
import dev.streamflow.systemtests.demo.DemoReport;
import dev.streamflow.systemtests.demo.Oracle;
import dev.streamflow.systemtests.demo.Progress;
import dev.streamflow.systemtests.faults.ParkingLog.Entry;
import dev.streamflow.systemtests.invariants.Finding;
import dev.streamflow.systemtests.invariants.Finding.Violation;
import dev.streamflow.systemtests.running.RunningSystem;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Pairs of demonstrations with the same orders: in the first all is well, in the second
 * shipping-service's database refuses the rows of one user for a while. That user's events wait, in
 * their order; nobody else may notice.
 */
public final class StuckUser {
  public static final String NAME = "stuck-user";

  /** The id of the finding that depends on how quiet the machine is. */
  public static final String SPEED = "speed";

  private static final String SERVICE = "shipping-service";
  private static final double MOST_TIMES = 1.2;
  private static final double MILLIS_PER_SECOND = TimeUnit.SECONDS.toMillis(1);

  private final RunningSystem system;
  private final StuckUserPlan plan;
  private final Consumer<String> status;
  private final List<Pair> pairs = new ArrayList<>();
  private final List<String> failures = new ArrayList<>();

  public StuckUser(RunningSystem system, StuckUserPlan plan, Consumer<String> status) {
    this.system = system;
    this.plan = plan;
    this.status = status;
  }

  /** Two demonstrations with the same orders. */
  private record Pair(String user, DemoReport well, DemoReport stuck) {

    double times() {
      return stuck.orderToFinal().p99Millis() / well.orderToFinal().p99Millis();
    }
  }

  /** Places the orders of one demonstration that is no measure: a cold system would flatter. */
  public void warmUp() throws IOException, InterruptedException {
    demo("user-0-stuck", "warming up", () -> {});
  }

  /** Runs some pairs, one after the other. */
  public FaultReport run(int howMany, String command) throws IOException, InterruptedException {
    try (RefusedRows shipments = RefusedRows.of(system.databaseOf(SERVICE), "shipment");
        ParkingLog parkingLog = new ParkingLog(system)) {
      for (int number = 1; number <= howMany; number++) {
        String user = "user-" + number + "-stuck";
        String turn = "pair %d of %d, ".formatted(number, howMany);
        DemoReport well = demo(user, turn + "all is well", () -> {});
        shipments.refuse(user, RefusedRows.FOR_NOW);
        DemoReport stuck =
            demo(user, turn + "one user is stuck", () -> release(user, parkingLog, shipments));
        pairs.add(new Pair(user, well, stuck));
      }
      return report(command, parkingLog.entries());
    }
  }

  /** As soon as the first event is parked, it is known when it is to succeed. */
  private void release(String user, ParkingLog parkingLog, RefusedRows shipments) {
    parkingLog.firstOf(user).ifPresent(parked -> shipments.accept(user, parked.plus(plan.lasts())));
  }

  private DemoReport demo(String user, String what, Runnable meanwhile)
      throws IOException, InterruptedException {
    Consumer<Progress> progress =
        now -> {
          meanwhile.run();
          status.accept(now.line() + "  " + what);
        };
    DemoReport report =
        new Demo(system, plan.with(user), plan.ordersPerSecond(), progress)
            .measuringOnly(order -> !order.user().equals(user))
            .run();
    report.failures().forEach(failure -> failures.add(what + ": " + failure));
    report.findings().stream()
        .filter(finding -> isToHold(finding) && !finding.holds())
        .forEach(finding -> failures.add(what + ": " + finding));
    if (report.unfinished() > 0) {
      failures.add("%s: %d orders have no end".formatted(what, report.unfinished()));
    }
    return report;
  }

  private static boolean isToHold(Finding finding) {
    return !finding.promise().equals(Oracle.EVERY_KIND);
  }

  private FaultReport report(String command, List<Entry> parked)
      throws IOException, InterruptedException {
    List<Finding> findings =
        new ArrayList<>(
            pairs.getLast().stuck().findings().stream().filter(StuckUser::isToHold).toList());
    List<String> users = pairs.stream().map(Pair::user).toList();
    findings.add(
        new WaitingBehind(SERVICE, users, plan.lasts())
            .check(parked, system.groupWitness(SERVICE).events()));
    findings.add(speed());
    String summary =
        String.format(
            Locale.ROOT,
            "%d pairs of %,d orders at %,.0f/s; in the second of each an event of one user fails in"
                + " %s for %.1f s, %d more orders of that user come meanwhile",
            pairs.size(),
            plan.others(),
            plan.ordersPerSecond(),
            SERVICE,
            plan.lasts().toMillis() / MILLIS_PER_SECOND,
            plan.followers());
    return FaultReport.of(
        NAME, command, List.of(summary), List.of(table(parked)), findings, failures);
  }

  private Finding speed() {
    double median = pairs.stream().mapToDouble(Pair::times).sorted().toArray()[pairs.size() / 2];
    String figure =
        String.format(Locale.ROOT, "%.2f times, median of %d pairs", median, pairs.size());
    List<Violation> violations =
        median <= MOST_TIMES ? List.of() : List.of(new Violation("the others' p99", figure));
    String promise = "others take at most " + MOST_TIMES + " times as long, at p99";
    return new Finding(SPEED, promise, figure, violations);
  }

  private FaultTable table(List<Entry> parked) {
    FaultTable table =
        FaultTable.withHeader(
            "pair",
            "others' p99, all is well",
            "one user is stuck",
            "times",
            "waited",
            "stuck for");
    for (Pair pair : pairs) {
      List<Entry> own = parked.stream().filter(e -> e.key().equals(pair.user())).toList();
      table =
          table.row(
              pairs.indexOf(pair) + 1,
              millis(pair.well()),
              millis(pair.stuck()),
              String.format(Locale.ROOT, "%.2f", pair.times()),
              WaitingBehind.behind(own),
              String.format(
                  Locale.ROOT, "%.1f s", WaitingBehind.lasted(own).toMillis() / MILLIS_PER_SECOND));
    }
    return table;
  }

  private static String millis(DemoReport demo) {
    return String.format(Locale.ROOT, "%,d ms", Math.round(demo.orderToFinal().p99Millis()));
  }
}
