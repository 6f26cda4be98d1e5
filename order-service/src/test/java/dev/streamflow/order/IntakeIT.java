package dev.streamflow.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.streamflow.order.Basket.Item;
import dev.streamflow.order.Placements.FirstUse;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionOperations;

class IntakeIT extends RunningOrders {

  @Autowired Placements placements;
  @Autowired Stamps stamps;
  @Autowired OrderSettings settings;
  @Autowired TransactionOperations transaction;

  @Test
  void keepsNothingOfAnOrderThatCannotBeAnnounced() {
    // Given
    Intake intake = new Intake(placements, new Unreachable(), stamps, settings, transaction);

    // When
    assertThatThrownBy(() -> intake.place(juice(2), "key", null))
        .isInstanceOf(UnsupportedOperationException.class);

    // Then
    assertThat(ordersOf(mary)).isZero();
    assertThat(placements.firstUses(List.of(placement("key", juice(2))))).isEmpty();
  }

  @Test
  void insertsManyOrdersAtOnceAndEachKeyOnce() {
    // Given
    Placement taken = placement("taken", juice(1));
    placements.insert(List.of(taken));
    Placement one = placement("one", juice(2));
    Placement oneAgain = placement("one", juice(2));
    Placement two = placement("two", juice(3));

    // When
    Set<UUID> inserted =
        placements.insert(List.of(placement("taken", juice(9)), one, oneAgain, two));

    // Then
    assertThat(inserted).containsExactlyInAnyOrder(one.order().id(), two.order().id());
    assertThat(ordersOf(mary)).isEqualTo(3);
    Map<Placement.Key, FirstUse> uses = placements.firstUses(List.of(oneAgain, taken));
    assertThat(uses.get(one.key()).order().id()).isEqualTo(one.order().id());
    assertThat(uses.get(taken.key()).requestHash()).isEqualTo(taken.requestHash());
  }

  private Basket juice(int quantity) {
    return new Basket(mary, "US", List.of(new Item(Samples.BERRY_JUICE, quantity)));
  }

  private Placement placement(String key, Basket basket) {
    return Placement.of(basket, key, null, settings.deadline(), stamps);
  }

  private static final class Unreachable implements Announcements {

    @Override
    public void placed(Placement placement) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void ended(List<Order> orders, @Nullable String traceparent) {
      throw new UnsupportedOperationException();
    }
  }
}
