package dev.streamflow.systemtests.demo;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/** How an order can end, as order.events tells it. */
public enum Outcome {
  CONFIRMED,
  OUT_OF_STOCK,
  PAYMENT_DECLINED,
  COUNTRY_NOT_SERVED,
  CANCELLED_BY_CUSTOMER;

  /** For people. */
  public String words() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  /** Counts things by outcome; every outcome has an entry. */
  static <T> Map<Outcome, Integer> count(Iterable<T> things, Function<T, Outcome> outcome) {
    Map<Outcome, Integer> counts = new EnumMap<>(Outcome.class);
    for (Outcome each : values()) {
      counts.put(each, 0);
    }
    things.forEach(thing -> counts.merge(outcome.apply(thing), 1, Integer::sum));
    return counts;
  }
}
