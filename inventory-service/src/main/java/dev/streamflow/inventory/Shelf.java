package dev.streamflow.inventory;

import dev.streamflow.inventory.Reservation.Status;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

/**
 * What one order sees of the inventory: its reservation and the stock of its articles. Units and
 * status move together or not at all.
 *
 * @param stock the articles by SKU; those never delivered are missing
 */
public record Shelf(Reservation reservation, Map<String, Stock> stock) {

  public Shelf {
    stock = Map.copyOf(stock);
  }

  /** Sets all lines aside, or none. */
  public Outcome reserve(List<Line> lines) {
    if (reservation.status() != Status.NEW) {
      return new Outcome.Refused(this);
    }
    List<Line> wanted = Line.addUp(lines);
    List<Shortage> shortages = shortagesOf(wanted);
    return shortages.isEmpty()
        ? new Outcome.Reserved(after(reservation.reserve(wanted), Stock::reserve))
        : new Outcome.Rejected(new Shelf(reservation.reject(), stock), shortages);
  }

  /**
   * Turns what is set aside into sold.
   *
   * @return this, if it was sold before
   * @throws OrderNotReserved if nothing is set aside
   */
  public Shelf sell() {
    return switch (reservation.status()) {
      case RESERVED -> after(reservation.sell(), Stock::sell);
      case SOLD -> this;
      case NEW, REJECTED, RELEASED, CANCELLED -> throw new OrderNotReserved(reservation);
    };
  }

  /**
   * Frees what is set aside, and remembers that the order is cancelled.
   *
   * @return this, if it was cancelled before
   * @throws OrderAlreadySold if it was confirmed before
   */
  public Shelf release() {
    return switch (reservation.status()) {
      case RESERVED -> after(reservation.release(), Stock::release);
      case NEW, REJECTED -> new Shelf(reservation.cancel(), stock);
      case RELEASED, CANCELLED -> this;
      case SOLD -> throw new OrderAlreadySold(reservation.orderId());
    };
  }

  private List<Shortage> shortagesOf(List<Line> wanted) {
    return wanted.stream()
        .map(line -> new Shortage(line.sku(), line.quantity(), availableOf(line.sku())))
        .filter(wish -> wish.requested() > wish.available())
        .toList();
  }

  private long availableOf(String sku) {
    Stock article = stock.get(sku);
    return article == null ? 0 : article.onHand();
  }

  private Shelf after(Reservation next, BiFunction<Stock, Long, Stock> move) {
    Map<String, Stock> moved = new HashMap<>(stock);
    for (Line line : next.lines()) {
      moved.compute(line.sku(), (_, article) -> move.apply(article, line.quantity()));
    }
    return new Shelf(next, moved);
  }
}
