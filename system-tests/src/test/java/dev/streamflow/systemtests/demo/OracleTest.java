package dev.streamflow.systemtests.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.streamflow.systemtests.demo.DemoOrder.Line;
import dev.streamflow.systemtests.demo.PlacedOrder.Cancellation;
import dev.streamflow.systemtests.invariants.Finding;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class OracleTest {
  private static final DemoOrder PLAIN = order("anna", "US", "plenty", 1);
  private static final DemoOrder DECLINED = order("customer-13", "US", "plenty", 1);
  private static final DemoOrder UNSERVED = order("bob", "CA", "plenty", 1);

  /** Of its 34 units there are 32; the remainder makes the other article complete. */
  private static final DemoOrder HOT = order("cleo", "MX", "hot", 34);

  private final List<PlacedOrder> placed = new ArrayList<>();
  private final Map<UUID, FinalEvent> ends = new HashMap<>();

  @Test
  void acceptsWhatMayHappen() {
    // Given
    happens(PLAIN, Outcome.CONFIRMED, "");
    happens(DECLINED, Outcome.PAYMENT_DECLINED, "");
    happens(UNSERVED, Outcome.COUNTRY_NOT_SERVED, "");
    happens(HOT, Outcome.OUT_OF_STOCK, "hot: 32 of 34");
    happens(PLAIN, Cancellation.TAKEN, Outcome.CANCELLED_BY_CUSTOMER, "");
    happens(PLAIN, Cancellation.TOO_LATE, Outcome.CONFIRMED, "");

    // Then
    assertThat(check()).allMatch(Finding::holds);
  }

  @Test
  void refusesADeclinedUserWhoGotTheGoods() {
    // Given
    happens(DECLINED, Outcome.CONFIRMED, "");

    // Then
    assertRed("declined cards never confirm");
  }

  @Test
  void refusesAParcelToACountryThatIsNotServed() {
    // Given
    happens(UNSERVED, Outcome.CONFIRMED, "");

    // Then
    assertRed("unserved countries never confirm");
  }

  @Test
  void refusesAShortageOfAnArticleThatWasPlenty() {
    // Given
    happens(PLAIN, Outcome.OUT_OF_STOCK, "plenty: 0 of 1");

    // Then
    assertRed("all others confirm, or name an article that was short");
  }

  @Test
  void refusesAShortageThatNamesNoArticleOfTheOrder() {
    // Given
    happens(HOT, Outcome.OUT_OF_STOCK, "plenty: 0 of 1");

    // Then
    assertRed("all others confirm, or name an article that was short");
  }

  @Test
  void refusesADeclineAndACancellationWithoutACause() {
    // Given
    happens(PLAIN, Outcome.PAYMENT_DECLINED, "");
    happens(PLAIN, Outcome.CANCELLED_BY_CUSTOMER, "");

    // Then
    assertRed("all others confirm, or name an article that was short");
  }

  @Test
  void refusesAConfirmationAfterACancellationWasTaken() {
    // Given
    happens(PLAIN, Cancellation.TAKEN, Outcome.CONFIRMED, "");

    // Then
    assertRed("all others confirm, or name an article that was short");
  }

  @Test
  void missesAKindThatTheInputMakesCertain() {
    // Given
    DemoPlan plan = new DemoPlan(List.of(PLAIN, DECLINED, UNSERVED, HOT), 4);
    Finding kinds = new Oracle(plan).check(placed, ends).getLast();

    // Then
    assertThat(kinds.violations())
        .extracting(Finding.Violation::subject)
        .containsExactly("confirmed", "out of stock", "payment declined", "country not served");
  }

  @Test
  void saysWhichKindsAreNotCertainWithFewOrders() {
    // Given
    DemoPlan plan = new DemoPlan(List.of(HOT), 1);

    // When
    Finding kinds = new Oracle(plan).check(placed, ends).getLast();

    // Then
    assertThat(kinds.figure()).contains("not certain: confirmed, payment declined");
  }

  private List<Finding> check() {
    DemoPlan plan = new DemoPlan(List.of(PLAIN, DECLINED, UNSERVED, HOT), 4);
    return new Oracle(plan).check(placed, ends).subList(0, 3);
  }

  private void assertRed(String promise) {
    assertThat(check())
        .filteredOn(finding -> !finding.holds())
        .extracting(Finding::promise)
        .containsExactly(promise);
    assertThat(check()).flatExtracting(Finding::violations).hasSameSizeAs(placed);
  }

  private void happens(DemoOrder order, Outcome outcome, String detail) {
    happens(order, Cancellation.NOT_ASKED, outcome, detail);
  }

  private void happens(DemoOrder order, Cancellation cancellation, Outcome outcome, String detail) {
    UUID id = UUID.randomUUID();
    placed.add(new PlacedOrder(order, id, 0, 0, cancellation));
    ends.put(id, new FinalEvent(id, outcome, detail, 0));
  }

  private static DemoOrder order(String user, String country, String sku, int quantity) {
    return new DemoOrder(user, country, List.of(new Line(sku, quantity)));
  }
}
