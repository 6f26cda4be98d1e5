package dev.streamflow.systemtests.demo;

import java.time.Duration;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which kinds of outcome must occur, whatever the timing: computed from the input alone. */
final class CertainOutcomes {
  private final DemoPlan plan;
  private final Map<String, Long> plainDemand = new HashMap<>();
  private final Set<Outcome> kinds = EnumSet.noneOf(Outcome.class);

  CertainOutcomes(DemoPlan plan) {
    this.plan = plan;
    List<DemoOrder> orders = plan.orders();
    for (int index = 0; index < orders.size(); index++) {
      add(orders.get(index), index);
    }
    // If all orders that nothing else can stop were confirmed, more than the stock would be sold.
    if (plainDemand.entrySet().stream().anyMatch(this::exceedsStock)) {
      kinds.add(Outcome.OUT_OF_STOCK);
    }
  }

  private void add(DemoOrder order, int index) {
    boolean cancelled = DemoPlan.cancelledAfter(index).isPresent();
    boolean payable = !DemoPlan.isDeclined(order);
    boolean reachable = DemoPlan.isServed(order);
    if (!cancelled && payable && reachable) {
      order.quantities().forEach((sku, units) -> plainDemand.merge(sku, units, Long::sum));
    }
    // An order without contended articles is never out of stock: the next thing decides.
    if (order.quantities().keySet().stream().noneMatch(plan::isContended)) {
      if (DemoPlan.cancelledAfter(index).filter(Duration::isZero).isPresent()) {
        kinds.add(Outcome.CANCELLED_BY_CUSTOMER);
      } else if (!cancelled) {
        kinds.add(endOf(payable, reachable));
      }
    }
  }

  private static Outcome endOf(boolean payable, boolean reachable) {
    if (!payable) {
      return Outcome.PAYMENT_DECLINED;
    }
    return reachable ? Outcome.CONFIRMED : Outcome.COUNTRY_NOT_SERVED;
  }

  private boolean exceedsStock(Map.Entry<String, Long> demand) {
    return demand.getValue() > plan.stock().get(demand.getKey());
  }

  Set<Outcome> kinds() {
    return kinds;
  }
}
