package dev.streamflow.systemtests.demo;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * What the demonstration does, fixed before it begins: the orders, the stock, whose card is
 * declined, who cancels. What must come of it follows from this alone.
 */
public final class DemoPlan {

  /** Users whose card is declined, as the provider's switch takes it. */
  public static final String DECLINED_CUSTOMERS = "^.*(13|37)$";

  /** Where shipping delivers to. */
  public static final Set<String> SERVED_COUNTRIES = Set.of("US", "MX");

  private static final Pattern DECLINED = Pattern.compile(DECLINED_CUSTOMERS);
  private static final int STOCK_PERCENT = 97;
  private static final int CANCEL_EVERY = 50;
  private static final int CANCEL_AT_ONCE = 7;
  private static final int CANCEL_LATER = 32;
  private static final Duration LATER = Duration.ofMillis(150);

  private final List<DemoOrder> orders = new ArrayList<>();
  private final Map<String, Long> demand = new TreeMap<>();
  private final Map<String, Long> stock = new HashMap<>();
  private Map<String, Long> onHand = Map.of();

  /**
   * @param file the orders to take; begun again at its end as often as needed
   * @param count how many to place
   */
  public DemoPlan(List<DemoOrder> file, int count) {
    for (int number = 0; number < count; number++) {
      DemoOrder order = file.get(number % file.size());
      orders.add(order);
      order.quantities().forEach((sku, units) -> demand.merge(sku, units, Long::sum));
    }
    scaleStock();
  }

  /** The remainder is carried from SKU to SKU: the sum is short even if each demand is small. */
  private void scaleStock() {
    long carry = 0;
    for (Map.Entry<String, Long> wanted : demand.entrySet()) {
      carry += wanted.getValue() * STOCK_PERCENT;
      stock.put(wanted.getKey(), carry / 100);
      carry %= 100;
    }
  }

  /** The same at a system that has goods already: what is there need not be delivered. */
  public DemoPlan onTopOf(Map<String, Long> goods) {
    DemoPlan topped = new DemoPlan(orders, orders.size());
    topped.onHand = Map.copyOf(goods);
    topped.stock.replaceAll((sku, units) -> Math.max(units, goods.getOrDefault(sku, 0L)));
    return topped;
  }

  /** The orders to place, in this order. */
  public List<DemoOrder> orders() {
    return orders;
  }

  /** The units that there are before the first order, by SKU. */
  public Map<String, Long> stock() {
    return stock;
  }

  /** The units to deliver for that. */
  public Map<String, Long> delivery() {
    Map<String, Long> delivery = new HashMap<>(stock);
    delivery.replaceAll((sku, units) -> units - onHand.getOrDefault(sku, 0L));
    return delivery;
  }

  /** Whether more is ordered of an article than there will be. */
  public boolean isContended(String sku) {
    return demand.getOrDefault(sku, 0L) > stock.getOrDefault(sku, 0L);
  }

  /** Whether the provider declines the customer's card. */
  public static boolean isDeclined(DemoOrder order) {
    return DECLINED.matcher(order.user()).matches();
  }

  /** Whether shipping delivers there. */
  public static boolean isServed(DemoOrder order) {
    return SERVED_COUNTRIES.contains(order.country());
  }

  /** How long after its acceptance the customer cancels the order with this index, if at all. */
  public static Optional<Duration> cancelledAfter(int index) {
    return switch (index % CANCEL_EVERY) {
      case CANCEL_AT_ONCE -> Optional.of(Duration.ZERO);
      case CANCEL_LATER -> Optional.of(LATER);
      default -> Optional.empty();
    };
  }
}
