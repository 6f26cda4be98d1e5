package dev.streamflow.order.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.streamflow.events.Money;
import dev.streamflow.events.OrderCreated;
import dev.streamflow.events.OrderLine;
import dev.streamflow.order.Basket.Item;
import dev.streamflow.order.Order.CancellationReason;
import dev.streamflow.order.Placement;
import dev.streamflow.order.Samples;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OrderEventsTest {

  @Test
  void carriesFrozenPricesTotalAndCountry() {
    // Given
    Placement placement =
        Samples.placement(
            Samples.basket(new Item(Samples.BERRY_JUICE, 2), new Item(Samples.CREAM_SODA, 1)),
            Samples.stamps());

    // When
    OrderCreated created = OrderEvents.created(placement);

    // Then
    assertThat(created.getOrderId()).isEqualTo(placement.order().id());
    assertThat(created.getEventId()).isEqualTo(placement.created().eventId());
    assertThat(created.getOccurredAt()).isEqualTo(placement.order().placedAt());
    assertThat(created.getUserId()).isEqualTo("mary");
    assertThat(created.getCountry()).isEqualTo("US");
    assertThat(created.getTotal()).isEqualTo(new Money(934L, "USD"));
    assertThat(created.getLines())
        .containsExactly(
            new OrderLine("100", 2, new Money(285L, "USD")),
            new OrderLine("200", 1, new Money(364L, "USD")));
  }

  @ParameterizedTest
  @EnumSource
  void knowsEveryReasonInTheContract(CancellationReason reason) {
    assertThat(Arrays.stream(dev.streamflow.events.CancellationReason.values()).map(Enum::name))
        .contains(reason.name());
  }
}
