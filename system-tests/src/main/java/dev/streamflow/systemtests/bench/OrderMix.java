package dev.streamflow.systemtests.bench;

import dev.streamflow.systemtests.demo.DemoOrder;
import dev.streamflow.systemtests.demo.DemoPlan;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which orders are placed. All of them can be confirmed, so that each passes every service; which
 * ones they are depends on the number alone.
 */
public enum OrderMix {
  /** As in the file: many users, many articles. */
  USUAL,
  /** Every second order wants one and the same article too. */
  HOT_SKU,
  /** Every tenth order is of one and the same user. */
  HOT_USER;

  private static final int HOT_SKU_EVERY = 2;
  private static final int HOT_USER_EVERY = 10;

  /**
   * So many orders.
   *
   * @param file begun again at its end as often as needed
   */
  public List<DemoOrder> take(List<DemoOrder> file, int count) {
    List<DemoOrder> usable =
        file.stream()
            .filter(DemoPlan::isServed)
            .filter(order -> !DemoPlan.isDeclined(order))
            .toList();
    DemoOrder first = usable.getFirst();
    List<DemoOrder> orders = new ArrayList<>(count);
    for (int number = 0; number < count; number++) {
      orders.add(heated(number, usable.get(number % usable.size()), first));
    }
    return orders;
  }

  private DemoOrder heated(int number, DemoOrder order, DemoOrder hot) {
    return switch (this) {
      case USUAL -> order;
      case HOT_SKU ->
          number % HOT_SKU_EVERY == 0
              ? new DemoOrder(order.user(), order.country(), List.of(hot.lines().getFirst()))
              : order;
      case HOT_USER ->
          number % HOT_USER_EVERY == 0
              ? new DemoOrder(hot.user(), order.country(), order.lines())
              : order;
    };
  }

  /** What has to be delivered so that all of them can be confirmed. */
  static Map<String, Long> demand(List<DemoOrder> orders) {
    Map<String, Long> demand = new HashMap<>();
    orders.forEach(
        order -> order.quantities().forEach((sku, units) -> demand.merge(sku, units, Long::sum)));
    return demand;
  }
}
