package dev.streamflow.systemtests.faults;

import dev.streamflow.systemtests.demo.Demo;
import dev.streamflow.systemtests.demo.DemoPlan;
import dev.streamflow.systemtests.demo.DemoReport;
import dev.streamflow.systemtests.demo.Progress;
import dev.streamflow.systemtests.running.LocalSystem;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * A demonstration with several replicas of each service, some of which go and come. The replica of
 * the order service that customers talk to is left alone.
 */
public final class Replicas {
  public static final String NAME = "replicas";

  /** What happens to the replicas of each service, in this order. */
  public enum Act {
    /** One is killed (SIGKILL) and does not come back. */
    KILL,
    /** One more joins. */
    JOIN,
    /** One is held still (SIGSTOP) until long after the others have taken its place. */
    PAUSE
  }

  private final DemoPlan plan;
  private final double ordersPerSecond;
  private final int replicas;
  private final List<Act> acts;
  private final long seed;

  /**
   * @param replicas how many of each service
   * @param acts what happens to them
   */
  public Replicas(DemoPlan plan, double ordersPerSecond, int replicas, List<Act> acts, long seed) {
    this.plan = plan;
    this.ordersPerSecond = ordersPerSecond;
    this.replicas = replicas;
    this.acts = acts;
    this.seed = seed;
  }

  /**
   * Runs it once on a system that is quiet.
   *
   * @param services which get replicas
   */
  public FaultReport run(LocalSystem system, List<String> services, Consumer<String> status)
      throws IOException, InterruptedException {
    Map<String, Turnover> turnovers = new LinkedHashMap<>();
    try {
      for (String service : services) {
        status.accept("starting replicas of " + service);
        Turnover turnover = new Turnover(system, service, acts, seed);
        turnovers.put(service, turnover);
        turnover.begin(replicas);
      }
      DemoReport demo = placeOrders(system, turnovers, status);
      return report(demo, turnovers);
    } finally {
      turnovers.values().forEach(Turnover::close);
    }
  }

  private DemoReport placeOrders(
      LocalSystem system, Map<String, Turnover> turnovers, Consumer<String> status)
      throws IOException, InterruptedException {
    List<String> services = List.copyOf(turnovers.keySet());
    KillSchedule turns =
        KillSchedule.drawn(services, acts.size() * services.size(), plan.orders().size(), seed);
    Consumer<Progress> progress =
        now -> {
          turns.due(now.sent()).forEach(turn -> turnovers.get(turn.service()).next());
          status.accept(now.line());
        };
    return new Demo(system, plan, ordersPerSecond, progress)
        .runUntilCalm(() -> turnovers.values().forEach(Turnover::close));
  }

  private FaultReport report(DemoReport demo, Map<String, Turnover> turnovers) {
    List<String> failures = new ArrayList<>(demo.failures());
    turnovers.values().forEach(turnover -> failures.addAll(turnover.failures()));
    if (demo.unfinished() > 0) {
      failures.add(demo.unfinished() + " orders have no end");
    }
    String summary =
        String.format(
            Locale.ROOT,
            "%,d orders at %,.0f/s, %,d accepted, %d replicas each of %s",
            demo.orders(),
            demo.ordersPerSecond(),
            demo.accepted(),
            replicas,
            String.join(", ", turnovers.keySet()));
    String command =
        String.format(
            Locale.ROOT,
            "./streamflow faults %s --seed %d --orders %d --rate %.0f --replicas %d",
            NAME,
            seed,
            demo.orders(),
            ordersPerSecond,
            replicas);
    return FaultReport.of(
        NAME + "-" + replicas,
        command,
        List.of(summary),
        List.of(table(turnovers)),
        demo.findings(),
        failures);
  }

  private static FaultTable table(Map<String, Turnover> turnovers) {
    FaultTable table =
        FaultTable.withHeader(
            "service",
            "one killed: made up for after",
            "one joins: works after",
            "one held still: made up for after");
    for (Map.Entry<String, Turnover> each : turnovers.entrySet()) {
      table =
          table.row(
              each.getKey(),
              seconds(each.getValue(), Act.KILL),
              seconds(each.getValue(), Act.JOIN),
              seconds(each.getValue(), Act.PAUSE));
    }
    return table;
  }

  private static String seconds(Turnover turnover, Act act) {
    return turnover
        .timeOf(act)
        .map(time -> time.toMillis() / (double) TimeUnit.SECONDS.toMillis(1))
        .map(seconds -> String.format(Locale.ROOT, "%.1f s", seconds))
        .orElse("–");
  }
}
