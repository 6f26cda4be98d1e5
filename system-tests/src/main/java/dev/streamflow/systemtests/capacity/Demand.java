package dev.streamflow.systemtests.capacity;

import dev.streamflow.systemtests.Problem;

/**
 * What is wanted.
 *
 * @param ordersPerMinute in the surge
 * @param meanPercent of that, over the years
 */
public record Demand(double ordersPerMinute, double meanPercent, double years) {
  private static final double MOST = 1e12;
  private static final double SECONDS_PER_MINUTE = 60;
  private static final double SECONDS_PER_DAY = 86_400;
  private static final double PERCENT = 100;

  public Demand {
    require(
        ordersPerMinute >= 1 && ordersPerMinute <= MOST,
        "%s orders a minute cannot be planned for".formatted(ordersPerMinute));
    require(
        meanPercent > 0 && meanPercent <= PERCENT,
        "a mean of %s %% of the surge makes no sense".formatted(meanPercent));
    require(years > 0 && years <= PERCENT, "%s years make no sense".formatted(years));
  }

  private static void require(boolean isSense, String otherwise) {
    if (!isSense) {
      throw new Problem(
          otherwise, "give --orders-per-minute from 1, --mean-percent and --years up to 100");
    }
  }

  double perSecond() {
    return ordersPerMinute / SECONDS_PER_MINUTE;
  }

  double perDay() {
    return perSecond() * SECONDS_PER_DAY * meanPercent / PERCENT;
  }
}
