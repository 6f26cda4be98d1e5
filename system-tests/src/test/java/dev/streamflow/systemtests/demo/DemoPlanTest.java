package dev.streamflow.systemtests.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.streamflow.systemtests.demo.DemoOrder.Line;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DemoPlanTest {
  private static final List<DemoOrder> FILE =
      List.of(
          new DemoOrder("anna", "US", List.of(new Line("apple", 3), new Line("pear", 2))),
          new DemoOrder("bob", "CA", List.of(new Line("apple", 1), new Line("apple", 1))));

  @Test
  void beginsTheFileAgainAtItsEnd() {
    assertThat(new DemoPlan(FILE, 5).orders())
        .containsExactly(FILE.get(0), FILE.get(1), FILE.get(0), FILE.get(1), FILE.get(0));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 10, 1_000})
  void deliversNinetySevenPercentOfTheDemandAltogether(int orders) {
    // Given
    DemoPlan plan = new DemoPlan(FILE, orders);
    long demand =
        plan.orders().stream()
            .flatMap(order -> order.quantities().values().stream())
            .mapToLong(Long::longValue)
            .sum();

    // Then
    assertThat(plan.stock().values().stream().mapToLong(Long::longValue).sum())
        .isEqualTo(demand * 97 / 100)
        .isLessThan(demand);
    assertThat(plan.stock().keySet()).anyMatch(plan::isContended);
  }

  @Test
  void deliversOnlyWhatIsNotThereYet() {
    // Given
    DemoPlan plan = new DemoPlan(FILE, 10);
    long apples = plan.stock().get("apple");

    // When
    DemoPlan topped = plan.onTopOf(Map.of("apple", apples - 1, "pear", 1_000L, "plum", 1L));

    // Then
    assertThat(topped.orders()).isEqualTo(plan.orders());
    assertThat(topped.delivery()).isEqualTo(Map.of("apple", 1L, "pear", 0L));
    assertThat(topped.stock()).isEqualTo(Map.of("apple", apples, "pear", 1_000L));
    assertThat(topped.isContended("pear")).isFalse();
  }

  @Test
  void declinesUsersByTheEndOfTheirNumber() {
    assertThat(DemoPlan.isDeclined(orderOf("customer-13"))).isTrue();
    assertThat(DemoPlan.isDeclined(orderOf("customer-4037"))).isTrue();
    assertThat(DemoPlan.isDeclined(orderOf("customer-131"))).isFalse();
  }

  private static DemoOrder orderOf(String user) {
    return new DemoOrder(user, "US", List.of(new Line("apple", 1)));
  }
}
