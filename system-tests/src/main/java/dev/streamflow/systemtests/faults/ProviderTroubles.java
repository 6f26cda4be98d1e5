package dev.streamflow.systemtests.faults;

import dev.streamflow.schemas.TopicCatalogue;
import dev.streamflow.systemtests.demo.Demo;
import dev.streamflow.systemtests.demo.DemoPlan;
import dev.streamflow.systemtests.demo.DemoReport;
import dev.streamflow.systemtests.demo.Oracle;
import dev.streamflow.systemtests.invariants.Finding;
import dev.streamflow.systemtests.running.ConsumerGroups;
import dev.streamflow.systemtests.running.RunningSystem;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.IntFunction;

/**
 * Demonstrations during which the payment provider is in trouble for a while, one after the other
 * on one system. Some cards are declined in all of them. The trouble is over before the last orders
 * come; from then on everything must come right by itself.
 */
public final class ProviderTroubles {
  public static final String NAME = "provider";

  private static final List<String> SERVICES = TopicCatalogue.load().services();

  private final IntFunction<DemoPlan> plans;
  private final double ordersPerSecond;
  private final Duration before;

  /**
   * @param plans gives a plan of so many orders
   * @param before how long orders come before the trouble, and after it
   */
  public ProviderTroubles(IntFunction<DemoPlan> plans, double ordersPerSecond, Duration before) {
    this.plans = plans;
    this.ordersPerSecond = ordersPerSecond;
    this.before = before;
  }

  /**
   * Places orders without any trouble, up to the full rate in steps: a JVM that is still cold is
   * not what is to be measured.
   *
   * @param step how long each step takes
   */
  public void warmUp(RunningSystem system, Duration step, Consumer<String> status)
      throws IOException, InterruptedException {
    for (double part : List.of(0.25, 0.5, 1.0)) {
      double rate = part * ordersPerSecond;
      DemoPlan plan = plans.apply((int) Math.ceil(step.toSeconds() * rate));
      new Demo(system, plan, rate, now -> status.accept("warming up: " + now.line())).run();
    }
  }

  /** Runs each trouble once. */
  public FaultReport run(
      RunningSystem system, List<ProviderTrouble> troubles, String command, Consumer<String> status)
      throws IOException, InterruptedException {
    FaultTable table =
        FaultTable.withHeader(
            "provider", "for", "orders", "202 p99", "most open calls", "last end after", "heap");
    List<Finding> findings = List.of();
    List<String> failures = new ArrayList<>();
    for (ProviderTrouble trouble : troubles) {
      Map<String, Integer> epochs = epochs(system);
      TroubleMeter meter = new TroubleMeter(system, trouble, before, status);
      DemoReport demo =
          new Demo(system, plan(trouble), ordersPerSecond, meter).runUntilCalm(meter::end);
      table = table.row(cells(trouble, demo, meter));
      findings.stream().filter(f -> !f.holds()).map(Finding::toString).forEach(failures::add);
      findings = demo.findings().stream().filter(ProviderTroubles::isToHold).toList();
      demo.failures().forEach(failure -> failures.add(trouble.what() + ": " + failure));
      if (demo.unfinished() > 0) {
        failures.add("%s: %d orders have no end".formatted(trouble.what(), demo.unfinished()));
      }
      if (!epochs(system).equals(epochs)) {
        failures.add(trouble.what() + ": partitions were moved");
      }
    }
    String summary =
        String.format(
            Locale.ROOT, "%d troubles at %,.0f orders/s", troubles.size(), ordersPerSecond);
    return FaultReport.of(NAME, command, List.of(summary), List.of(table), findings, failures);
  }

  private static boolean isToHold(Finding finding) {
    return !finding.promise().equals(Oracle.EVERY_KIND);
  }

  private DemoPlan plan(ProviderTrouble trouble) {
    Duration all = before.multipliedBy(2).plus(trouble.lasts());
    return plans.apply((int) Math.ceil(all.toSeconds() * ordersPerSecond));
  }

  private static Object[] cells(ProviderTrouble trouble, DemoReport demo, TroubleMeter meter) {
    return new Object[] {
      trouble.what(),
      trouble.lasts().toSeconds() + " s",
      String.format(Locale.ROOT, "%,d", demo.accepted()),
      String.format(Locale.ROOT, "%,d ms", Math.round(demo.acceptance().p99Millis())),
      String.format(Locale.ROOT, "%,d", meter.mostOpenCalls()),
      String.format(Locale.ROOT, "%.1f s", demo.secondsFromLastPostToLastFinal()),
      meter.mostHeapMegabytes() + " MB"
    };
  }

  private static Map<String, Integer> epochs(RunningSystem system) throws InterruptedException {
    Map<String, Integer> epochs = new HashMap<>();
    try (ConsumerGroups groups = system.consumerGroups()) {
      for (String service : SERVICES) {
        epochs.put(service, groups.epochOf(service));
      }
    }
    return epochs;
  }
}
