package dev.streamflow.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.streamflow.inventory.Reservation.Status;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ShelfTest {

  private static final UUID ORDER = UUID.randomUUID();

  private final Shelf shelf = aShelfWith(units(10, "beer"), units(5, "milk"));

  @Test
  void reservesAllLines() {
    Shelf after = shelf.reserve(List.of(units(10, "beer"), units(2, "milk"))).shelf();

    assertThat(after.reservation().status()).isEqualTo(Status.RESERVED);
    assertThat(after.reservation().lines()).containsExactly(units(10, "beer"), units(2, "milk"));
    assertThat(after.stock())
        .containsEntry("beer", new Stock("beer", 10, 0, 10, 0))
        .containsEntry("milk", new Stock("milk", 5, 3, 2, 0));
  }

  @Test
  void reservesNothingAndNamesEveryShortArticle() {
    Outcome outcome =
        shelf.reserve(List.of(units(1, "beer"), units(6, "milk"), units(1, "caviar")));

    assertThat(outcome)
        .asInstanceOf(type(Outcome.Rejected.class))
        .extracting(Outcome.Rejected::shortages)
        .isEqualTo(List.of(new Shortage("caviar", 1, 0), new Shortage("milk", 6, 5)));
    assertThat(outcome.shelf().reservation().status()).isEqualTo(Status.REJECTED);
    assertThat(outcome.shelf().reservation().lines()).isEmpty();
    assertThat(outcome.shelf().stock()).isEqualTo(shelf.stock());
  }

  @Test
  void addsUpLinesOfOneArticleBeforeItCompares() {
    Outcome outcome = shelf.reserve(List.of(units(3, "milk"), units(3, "milk")));

    assertThat(outcome)
        .asInstanceOf(type(Outcome.Rejected.class))
        .extracting(Outcome.Rejected::shortages)
        .isEqualTo(List.of(new Shortage("milk", 6, 5)));
  }

  @Test
  void releasesExactlyWhatWasReserved() {
    Shelf after = reserved().release();

    assertThat(after.reservation().status()).isEqualTo(Status.RELEASED);
    assertThat(after.stock()).isEqualTo(shelf.stock());
  }

  @Test
  void sellsWhatWasReserved() {
    Shelf after = reserved().sell();

    assertThat(after.reservation().status()).isEqualTo(Status.SOLD);
    assertThat(after.stock()).containsEntry("beer", new Stock("beer", 10, 7, 0, 3));
  }

  @ParameterizedTest
  @EnumSource(names = {"NEW", "REJECTED"})
  void remembersTheCancellationOfAnOrderWithoutUnits(Status status) {
    Shelf after = in(status).release();

    assertThat(after.reservation().status()).isEqualTo(Status.CANCELLED);
    assertThat(after.stock()).isEqualTo(shelf.stock());
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NEW")
  void refusesAWishThatComesLateOrAgain(Status status) {
    Shelf same = in(status);

    assertThat(same.reserve(List.of(units(1, "beer")))).isEqualTo(new Outcome.Refused(same));
  }

  @ParameterizedTest
  @EnumSource(names = {"RELEASED", "CANCELLED"})
  void changesNothingWhenItIsCancelledAgain(Status status) {
    Shelf cancelled = in(status);

    assertThat(cancelled.release()).isSameAs(cancelled);
  }

  @Test
  void changesNothingWhenItIsSoldAgain() {
    Shelf sold = reserved().sell();

    assertThat(sold.sell()).isSameAs(sold);
  }

  @ParameterizedTest
  @EnumSource(
      mode = EnumSource.Mode.EXCLUDE,
      names = {"RESERVED", "SOLD"})
  void sellsNothingThatIsNotReserved(Status status) {
    assertThatExceptionOfType(OrderNotReserved.class)
        .isThrownBy(in(status)::sell)
        .withMessage("Order %s cannot be sold: it is %s, not RESERVED".formatted(ORDER, status));
  }

  @Test
  void takesNothingBackThatIsSold() {
    assertThatExceptionOfType(OrderAlreadySold.class)
        .isThrownBy(reserved().sell()::release)
        .withMessageContaining(ORDER.toString());
  }

  private Shelf reserved() {
    return shelf.reserve(List.of(units(3, "beer"))).shelf();
  }

  private Shelf in(Status status) {
    return new Shelf(new Reservation(ORDER, "alice", status, List.of()), shelf.stock());
  }

  private static Line units(long quantity, String sku) {
    return new Line(sku, quantity);
  }

  private static Shelf aShelfWith(Line... delivered) {
    Map<String, Stock> stock =
        Arrays.stream(delivered)
            .map(line -> Stock.none(line.sku()).deliver(line.quantity()))
            .collect(Collectors.toMap(Stock::sku, Function.identity()));
    return new Shelf(Reservation.blank(ORDER, "alice"), stock);
  }
}
