package dev.streamflow.systemtests.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.streamflow.systemtests.demo.DemoOrder;
import dev.streamflow.systemtests.demo.DemoOrder.Line;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OrderMixTest {
  private static final DemoOrder FIRST =
      new DemoOrder("user-1", "US", List.of(new Line("A", 2), new Line("B", 1)));
  private static final DemoOrder SECOND = new DemoOrder("user-2", "MX", List.of(new Line("C", 1)));
  private static final DemoOrder DECLINED =
      new DemoOrder("user-13", "US", List.of(new Line("D", 1)));
  private static final DemoOrder UNSERVED =
      new DemoOrder("user-4", "CA", List.of(new Line("E", 1)));
  private static final List<DemoOrder> FILE = List.of(DECLINED, FIRST, UNSERVED, SECOND);

  @Test
  void takesOnlyWhatCanBeConfirmed() {
    assertThat(OrderMix.USUAL.take(FILE, 3)).containsExactly(FIRST, SECOND, FIRST);
  }

  @Test
  void letsHalfOfTheOrdersWantOneArticle() {
    List<DemoOrder> orders = OrderMix.HOT_SKU.take(FILE, 100);

    assertThat(orders)
        .filteredOn(order -> order.lines().equals(List.of(new Line("A", 2))))
        .hasSize(50);
  }

  @Test
  void letsATenthOfTheOrdersBeOneUsers() {
    List<DemoOrder> orders = OrderMix.HOT_USER.take(List.of(SECOND, FIRST, FIRST), 100);

    assertThat(orders.get(10).user()).isEqualTo("user-2");
    assertThat(orders.get(11).user()).isEqualTo("user-1");
  }

  @Test
  void deliversWhatIsOrdered() {
    assertThat(OrderMix.demand(List.of(FIRST, SECOND, FIRST)))
        .isEqualTo(Map.of("A", 4L, "B", 2L, "C", 1L));
  }
}
