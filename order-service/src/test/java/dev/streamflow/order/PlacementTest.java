package dev.streamflow.order;

import static dev.streamflow.order.Samples.BERRY_JUICE;
import static dev.streamflow.order.Samples.CREAM_SODA;
import static dev.streamflow.order.Samples.basket;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.streamflow.order.Basket.Item;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlacementTest {

  private final Stamps stamps = Samples.stamps();

  @Test
  void freezesThePricesAndAddsThemUp() {
    // When
    Placement placement =
        Samples.placement(
            basket(new Item(BERRY_JUICE, 2), new Item(CREAM_SODA, 1), new Item(BERRY_JUICE, 3)),
            stamps);

    // Then
    assertThat(placement.lines())
        .containsExactly(
            new Line("100", 2, new Money(285, "USD")),
            new Line("200", 1, new Money(364, "USD")),
            new Line("100", 3, new Money(285, "USD")));
    assertThat(placement.order().total()).isEqualTo(new Money(5 * 285 + 364, "USD"));
  }

  @Test
  void refusesATotalThatDoesNotFit() {
    // Given
    Item priceless = new Item(Samples.product("1", "Priceless", Long.MAX_VALUE / 2), 2);

    // Then
    assertThat(Samples.placement(basket(priceless), stamps).order().total().amountMinor())
        .isEqualTo(Long.MAX_VALUE - 1);
    assertThatThrownBy(() -> Samples.placement(basket(priceless, priceless), stamps))
        .isInstanceOf(TotalTooLarge.class);
    assertThatThrownBy(() -> Samples.placement(basket(new Item(priceless.product(), 3)), stamps))
        .isInstanceOf(TotalTooLarge.class);
  }

  @Test
  void tellsEqualRequestsFromOthers() {
    // Given
    Item juice = new Item(BERRY_JUICE, 2);
    Item soda = new Item(CREAM_SODA, 1);

    // Then
    assertThat(basket(juice, soda).fingerprint()).isEqualTo(basket(juice, soda).fingerprint());
    assertThat(
            List.of(
                basket(juice, soda),
                basket(soda, juice),
                basket(juice),
                basket(juice, juice, soda),
                basket(juice, new Item(CREAM_SODA, 11)),
                new Basket("mary", "MX", List.of(juice, soda)),
                new Basket("john", "US", List.of(juice, soda))))
        .extracting(Basket::fingerprint)
        .doesNotHaveDuplicates();
  }
}
