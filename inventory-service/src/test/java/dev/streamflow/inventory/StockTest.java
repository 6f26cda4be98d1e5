package dev.streamflow.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class StockTest {

  private final Stock milk = Stock.none("milk").deliver(10);

  @Test
  void movesUnitsFromOnePlaceToTheNext() {
    assertThat(milk).isEqualTo(new Stock("milk", 10, 10, 0, 0));
    assertThat(milk.reserve(4)).isEqualTo(new Stock("milk", 10, 6, 4, 0));
    assertThat(milk.reserve(4).release(3)).isEqualTo(new Stock("milk", 10, 9, 1, 0));
    assertThat(milk.reserve(4).sell(3)).isEqualTo(new Stock("milk", 10, 6, 1, 3));
  }

  @Test
  void givesNoMoreThanThereIs() {
    assertThatIllegalArgumentException().isThrownBy(() -> milk.reserve(11));
    assertThatIllegalArgumentException().isThrownBy(() -> milk.reserve(4).release(5));
    assertThatIllegalArgumentException().isThrownBy(() -> milk.reserve(4).sell(5));
  }

  @Test
  void losesNoUnits() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Stock("milk", 10, 9, 0, 0))
        .withMessage("milk cannot have 10 delivered, 9 on hand, 0 reserved and 0 sold");
  }

  @Test
  void refusesMoreThanCanBeCounted() {
    assertThatExceptionOfType(ArithmeticException.class)
        .isThrownBy(() -> milk.deliver(Long.MAX_VALUE));
  }
}
