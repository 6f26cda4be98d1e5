package dev.streamflow.systemtests;

import dev.streamflow.systemtests.demo.Demo;
import dev.streamflow.systemtests.demo.DemoOrder;
import dev.streamflow.systemtests.demo.DemoPlan;
import dev.streamflow.systemtests.demo.DemoReport;
import dev.streamflow.systemtests.demo.OrderFile;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A small demonstration on the shared system, run once for all tests of this JVM. */
final class SharedDemo {
  static final int ORDERS = 300;

  /** So many of the first, and the last one, are ordered by tests of their own. */
  private static final int SKUS_OF_OTHER_TESTS = 2;

  private static final double ORDERS_PER_SECOND = 100;
  private static final DemoPlan PLAN = plan();

  /** Articles for other tests on the same system, which must not disturb the stock of this one. */
  static final List<String> SKUS_LEFT_ALONE = skusLeftAlone();

  private static @Nullable DemoReport report;

  private SharedDemo() {}

  static synchronized DemoReport report() throws Exception {
    if (report == null) {
      report = new Demo(SharedSystem.get(), PLAN, ORDERS_PER_SECOND, progress -> {}).run();
    }
    return report;
  }

  /** Orders of other articles: they leave the stock of the demonstration alone. */
  static DemoPlan anotherPlan(int orders) {
    Set<String> skus =
        Set.copyOf(SKUS_LEFT_ALONE.subList(SKUS_OF_OTHER_TESTS, SKUS_LEFT_ALONE.size() - 1));
    List<DemoOrder> others =
        OrderFile.foodMart(SharedSystem.skus()).stream()
            .filter(order -> skus.containsAll(order.quantities().keySet()))
            .toList();
    int step = others.size() / orders;
    return new DemoPlan(
        IntStream.range(0, orders).mapToObj(index -> others.get(index * step)).toList(), orders);
  }

  /** Every third order, so that all three countries occur. */
  private static DemoPlan plan() {
    List<DemoOrder> foodMart = OrderFile.foodMart(SharedSystem.skus());
    return new DemoPlan(
        IntStream.range(0, ORDERS).mapToObj(index -> foodMart.get(index * 3)).toList(), ORDERS);
  }

  private static List<String> skusLeftAlone() {
    Set<String> others = new TreeSet<>(SharedSystem.skus());
    others.removeAll(PLAN.stock().keySet());
    return List.copyOf(others);
  }
}
