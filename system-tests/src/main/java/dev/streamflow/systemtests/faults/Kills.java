package dev.streamflow.systemtests.faults;

import dev.streamflow.schemas.TopicCatalogue;
import dev.streamflow.systemtests.demo.Demo;
import dev.streamflow.systemtests.demo.DemoPlan;
import dev.streamflow.systemtests.demo.DemoReport;
import dev.streamflow.systemtests.demo.Progress;
import dev.streamflow.systemtests.faults.Killer.Recovery;
import dev.streamflow.systemtests.running.LocalSystem;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * A demonstration in which the services die, each several times and at moments that a seed decides
 * on, and are started again at once. The provider lives: it is the outside world.
 */
public final class Kills {
  public static final String NAME = "kills";

  private static final List<String> SERVICES = TopicCatalogue.load().services();

  private final DemoPlan plan;
  private final double ordersPerSecond;
  private final int kills;
  private final long seed;

  public Kills(DemoPlan plan, double ordersPerSecond, int kills, long seed) {
    this.plan = plan;
    this.ordersPerSecond = ordersPerSecond;
    this.kills = kills;
    this.seed = seed;
  }

  /** Runs it once on a system that is quiet. */
  public FaultReport run(LocalSystem system, Consumer<String> status)
      throws IOException, InterruptedException {
    KillSchedule schedule = KillSchedule.drawn(SERVICES, kills, plan.orders().size(), seed);
    try (Killer killer = new Killer(system)) {
      Consumer<Progress> progress =
          now -> {
            schedule.due(now.sent()).forEach(kill -> killer.kill(kill.service()));
            status.accept(now.line() + "  " + line(killer));
          };
      DemoReport demo =
          new Demo(system, plan, ordersPerSecond, progress).runUntilCalm(killer::awaitEnd);
      return report(demo, killer);
    }
  }

  private static String line(Killer killer) {
    String down = killer.down().isEmpty() ? "" : ", down: " + String.join(" ", killer.down());
    return "back " + killer.recoveries().size() + down;
  }

  private FaultReport report(DemoReport demo, Killer killer) {
    List<String> failures = new ArrayList<>(demo.failures());
    failures.addAll(killer.failures());
    if (demo.unfinished() > 0) {
      failures.add(demo.unfinished() + " orders have no end");
    }
    List<Recovery> recoveries = killer.recoveries();
    String summary =
        String.format(
            Locale.ROOT,
            "%,d orders at %,.0f/s, %,d accepted (%,d requests were repeated), %d kills",
            demo.orders(),
            demo.ordersPerSecond(),
            demo.accepted(),
            demo.repeatedPosts(),
            recoveries.size());
    String command =
        String.format(
            Locale.ROOT,
            "./streamflow faults %s --seed %d --orders %d --rate %.0f --kills %d",
            NAME,
            seed,
            plan.orders().size(),
            ordersPerSecond,
            kills);
    return FaultReport.of(
        NAME, command, List.of(summary), List.of(table(recoveries)), demo.findings(), failures);
  }

  private static FaultTable table(List<Recovery> recoveries) {
    FaultTable table = FaultTable.withHeader("killed", "times", "ready after", "lag gone after");
    for (String service : SERVICES) {
      List<Recovery> own = recoveries.stream().filter(r -> r.service().equals(service)).toList();
      table =
          table.row(
              service, own.size(), range(own, Recovery::ready), range(own, Recovery::caughtUp));
    }
    return table;
  }

  private static String range(List<Recovery> recoveries, Function<Recovery, Duration> time) {
    List<Duration> sorted =
        recoveries.stream().map(time).sorted(Comparator.naturalOrder()).toList();
    if (sorted.isEmpty()) {
      return "–";
    }
    String shortest = seconds(sorted.getFirst());
    String longest = seconds(sorted.getLast());
    return shortest.equals(longest) ? shortest : shortest + " to " + longest;
  }

  private static String seconds(Duration time) {
    double seconds = time.toMillis() / (double) TimeUnit.SECONDS.toMillis(1);
    return String.format(Locale.ROOT, "%.1f s", seconds);
  }
}
