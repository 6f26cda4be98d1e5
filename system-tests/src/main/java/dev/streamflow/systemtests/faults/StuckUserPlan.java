package dev.streamflow.systemtests.faults;

import dev.streamflow.systemtests.demo.DemoOrder;
import dev.streamflow.systemtests.demo.DemoPlan;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;

/**
 * Orders of many users, and among them those of one whose first event is to fail for a while.
 *
 * @param plans gives a plan of so many orders
 * @param others how many orders the others place
 * @param followers how many orders that user places after the first one, while it fails
 * @param lasts how long it fails
 */
public record StuckUserPlan(
    IntFunction<DemoPlan> plans,
    int others,
    double ordersPerSecond,
    int followers,
    Duration lasts) {

  /** The orders with those of the user among them: one at once, the others evenly. */
  DemoPlan with(String user) {
    List<DemoOrder> all = new ArrayList<>();
    int own = 0;
    for (DemoOrder order : plans.apply(others).orders()) {
      if (own <= followers && all.size() >= own * ordersBetween()) {
        all.add(new DemoOrder(user, "US", order.lines()));
        own++;
      }
      all.add(order);
    }
    return new DemoPlan(all, all.size());
  }

  /** From one order of the user to the next. */
  private double ordersBetween() {
    double meanwhile = ordersPerSecond * lasts.toMillis() / TimeUnit.SECONDS.toMillis(1);
    return meanwhile / (followers + 1);
  }
}
