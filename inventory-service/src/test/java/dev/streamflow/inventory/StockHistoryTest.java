package dev.streamflow.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.streamflow.inventory.Reservation.Status;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever happens in whatever order, each unit that was delivered is in exactly one place. */
class StockHistoryTest {

  private static final int STEPS = 1_000;
  private static final int ORDERS = 100;
  private static final List<String> SKUS = List.of("beer", "milk", "wine");

  private final Map<String, Stock> stock = new HashMap<>();
  private final Map<UUID, Reservation> reservations = new HashMap<>();
  private final Map<String, Long> delivered = new HashMap<>();
  private final Set<Status> reached = EnumSet.of(Status.NEW);

  static LongStream seeds() {
    return LongStream.range(0, 50);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void keepsEveryUnitInOnePlace(long seed) {
    Random random = new Random(seed);
    for (int step = 0; step < STEPS; step++) {
      makeSomethingHappen(random);
      SKUS.forEach(this::assertEveryUnitIsInItsPlace);
    }
    assertThat(reached).containsExactlyInAnyOrder(Status.values());
  }

  private void makeSomethingHappen(Random random) {
    Shelf shelf = shelfOf(new UUID(0, random.nextInt(ORDERS)));
    switch (random.nextInt(4)) {
      case 0 -> deliver(aLine(random));
      case 1 -> keep(() -> shelf.reserve(List.of(aLine(random), aLine(random))).shelf());
      case 2 -> keep(shelf::sell);
      default -> keep(shelf::release);
    }
  }

  private void assertEveryUnitIsInItsPlace(String sku) {
    Stock article = stock.getOrDefault(sku, Stock.none(sku));
    long reserved = unitsOf(sku, Status.RESERVED);
    long sold = unitsOf(sku, Status.SOLD);
    long arrived = delivered.getOrDefault(sku, 0L);

    assertThat(article)
        .isEqualTo(new Stock(sku, arrived, arrived - reserved - sold, reserved, sold));
    assertThat(article.onHand()).isNotNegative();
  }

  private long unitsOf(String sku, Status status) {
    return reservations.values().stream()
        .filter(reservation -> reservation.status() == status)
        .flatMap(reservation -> reservation.lines().stream())
        .filter(line -> line.sku().equals(sku))
        .mapToLong(Line::quantity)
        .sum();
  }

  private Shelf shelfOf(UUID order) {
    return new Shelf(reservations.getOrDefault(order, Reservation.blank(order, "alice")), stock);
  }

  private void deliver(Line line) {
    delivered.merge(line.sku(), line.quantity(), Long::sum);
    stock.merge(
        line.sku(),
        Stock.none(line.sku()).deliver(line.quantity()),
        (article, _) -> article.deliver(line.quantity()));
  }

  private void keep(Supplier<Shelf> decision) {
    try {
      Shelf after = decision.get();
      reservations.put(after.reservation().orderId(), after.reservation());
      stock.putAll(after.stock());
      reached.add(after.reservation().status());
    } catch (OrderNotReserved | OrderAlreadySold contradiction) {
      // The event is refused: nothing may have changed, which the next assertions see.
    }
  }

  private static Line aLine(Random random) {
    return new Line(SKUS.get(random.nextInt(SKUS.size())), 1 + random.nextInt(8));
  }
}
