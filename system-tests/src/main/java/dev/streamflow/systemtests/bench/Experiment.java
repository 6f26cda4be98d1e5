package dev.streamflow.systemtests.bench;

import java.time.Duration;
import java.util.List;

/**
 * What is done in one run.
 *
 * @param ordersPerSecond the schedule; 0 for as fast as they are accepted
 * @param changes what happens meanwhile, in the order of time
 */
public record Experiment(
    String name, OrderMix mix, int orders, double ordersPerSecond, List<Change> changes) {

  private static final Duration SLOW = Duration.ofSeconds(3);

  /** The same load all the time. */
  public static Experiment steady(String name, double ordersPerSecond, Duration lasts) {
    int orders = (int) Math.round(ordersPerSecond * lasts.toSeconds());
    return new Experiment(name, OrderMix.USUAL, orders, ordersPerSecond, List.of());
  }

  /** As fast as orders are accepted. */
  public static Experiment saturation(String name, OrderMix mix, int orders) {
    return new Experiment(name, mix, orders, 0, List.of());
  }

  /** The same load all the time; in its middle third the provider takes 3 s to answer. */
  public static Experiment latencySpike(String name, double ordersPerSecond, Duration lasts) {
    return steady(name, ordersPerSecond, lasts)
        .with(
            new Change(lasts.dividedBy(3), "payment takes 3 s", provider -> provider.latency(SLOW)),
            new Change(
                lasts.multipliedBy(2).dividedBy(3),
                "payment is well",
                provider -> provider.latency(Duration.ZERO)));
  }

  /** The same load all the time; in its middle third the provider answers nothing but 5xx. */
  public static Experiment outage(String name, double ordersPerSecond, Duration lasts) {
    return steady(name, ordersPerSecond, lasts)
        .with(
            new Change(lasts.dividedBy(3), "payment fails", provider -> provider.errors(1)),
            new Change(
                lasts.multipliedBy(2).dividedBy(3),
                "payment is well",
                provider -> provider.errors(0)));
  }

  private Experiment with(Change... all) {
    return new Experiment(name, mix, orders, ordersPerSecond, List.of(all));
  }
}
