package dev.streamflow.systemtests.bench;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * What is done in one run.
 *
 * @param ordersPerSecond the schedule; 0 for as fast as they are accepted
 * @param changes what happens meanwhile, in the order of time
 * @param settings of all services, in place of the usual ones
 */
public record Experiment(
    String name,
    OrderMix mix,
    int orders,
    double ordersPerSecond,
    List<Change> changes,
    Map<String, String> settings) {

  /**
   * Whatever gathers, gathers one, and nothing waits for more to come. The producer neither: with
   * Kafka's own linger of 5 ms, one record at a time, it would be slower still.
   */
  private static final Map<String, String> BATCHES_OF_ONE =
      Map.of(
          "orders.intake.batch-size", "1",
          "orders.intake.window", "0ms",
          "streamflow.consumer.max-batch", "1",
          "streamflow.consumer.window", "0ms",
          "streamflow.relay.batch-size", "1",
          "streamflow.relay.window", "0ms",
          "spring.kafka.producer.properties.linger.ms", "0");

  private static final Duration SLOW = Duration.ofSeconds(3);

  /** The same load all the time. */
  public static Experiment steady(String name, double ordersPerSecond, Duration lasts) {
    int orders = (int) Math.round(ordersPerSecond * lasts.toSeconds());
    return new Experiment(name, OrderMix.USUAL, orders, ordersPerSecond, List.of(), Map.of());
  }

  /** As fast as orders are accepted. */
  public static Experiment saturation(String name, OrderMix mix, int orders) {
    return new Experiment(name, mix, orders, 0, List.of(), Map.of());
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
    return new Experiment(name, mix, orders, ordersPerSecond, List.of(all), settings);
  }

  /** The same with settings of all services, in place of the usual ones. */
  public Experiment withSettings(Map<String, String> others) {
    return new Experiment(name, mix, orders, ordersPerSecond, changes, others);
  }

  /** As fast as orders are accepted, by the same code in batches of one. */
  public static Experiment naive(int orders) {
    return new Experiment("naive", OrderMix.USUAL, orders, 0, List.of(), BATCHES_OF_ONE);
  }
}
