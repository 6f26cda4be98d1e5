package dev.streamflow.systemtests.bench;

import java.time.Duration;
import java.util.List;

/**
 * What is done in one run.
 *
 * @param ordersPerSecond the schedule; 0 for as fast as they are accepted
 * @param changes what happens meanwhile, in the order of time
 * @param soak whether it is so long that its last quarter is compared with its second
 */
public record Experiment(
    String name,
    OrderMix mix,
    int orders,
    double ordersPerSecond,
    List<Change> changes,
    boolean soak) {

  private static final Duration SLOW = Duration.ofSeconds(3);

  /** The same load all the time. */
  public static Experiment steady(String name, double ordersPerSecond, Duration lasts) {
    int orders = (int) Math.round(ordersPerSecond * lasts.toSeconds());
    return new Experiment(name, OrderMix.USUAL, orders, ordersPerSecond, List.of(), false);
  }

  /** The same load for so long that whatever grows, or becomes slower, shows. */
  public static Experiment soak(String name, double ordersPerSecond, Duration lasts) {
    Experiment same = steady(name, ordersPerSecond, lasts);
    return new Experiment(name, same.mix, same.orders, ordersPerSecond, List.of(), true);
  }

  /** As fast as orders are accepted. */
  public static Experiment saturation(String name, OrderMix mix, int orders) {
    return new Experiment(name, mix, orders, 0, List.of(), false);
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
    return new Experiment(name, mix, orders, ordersPerSecond, List.of(all), soak);
  }

  /** A quarter of the time in which orders are due, counted from 0. */
  Span quarter(int number) {
    Duration lasts = Duration.ofNanos(Math.round(orders / ordersPerSecond * 1e9));
    return Span.between(
        lasts.multipliedBy(number).dividedBy(4), lasts.multipliedBy(number + 1).dividedBy(4));
  }
}
