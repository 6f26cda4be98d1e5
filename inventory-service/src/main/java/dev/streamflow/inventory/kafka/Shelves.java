package dev.streamflow.inventory.kafka;

import dev.streamflow.engine.Input;
import dev.streamflow.engine.WorkingSet;
import dev.streamflow.events.OrderCreated;
import dev.streamflow.events.OrderLine;
import dev.streamflow.inventory.Line;
import dev.streamflow.inventory.Reservation;
import dev.streamflow.inventory.Reservations;
import dev.streamflow.inventory.Shelf;
import dev.streamflow.inventory.Stock;
import dev.streamflow.inventory.Stocks;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The reservations of a batch and the stock that they compete for. Articles are shared: what one
 * order takes is gone for the orders after it.
 */
final class Shelves implements WorkingSet<Shelf> {

  private final Stocks stocks;
  private final WorkingSet<Reservation> orders;
  private final Rows<String, Stock> articles;

  /** Locks the reservations first, then all stock of the batch: the order of every writer. */
  Shelves(Reservations reservations, Stocks stocks, List<Input> inputs) {
    this.stocks = stocks;
    orders =
        WorkingSet.keyed(
            reservations.lock(Input.ordersOf(inputs)),
            Input::orderId,
            input -> Reservation.blank(input.orderId(), input.userId()),
            reservations::insert,
            reservations::update);
    articles =
        new Rows<>(stocks.lock(inputs.stream().flatMap(this::skusOf).collect(Collectors.toSet())));
  }

  @Override
  public Shelf get(Input input) {
    Set<String> skus = skusOf(input).collect(Collectors.toSet());
    Map<String, Stock> stock = new HashMap<>();
    for (String sku : skus) {
      Stock article = articles.get(sku);
      if (article != null) {
        stock.put(sku, article);
      }
    }
    return new Shelf(orders.get(input), stock);
  }

  @Override
  public void put(Input input, Shelf shelf) {
    orders.put(input, shelf.reservation());
    shelf.stock().forEach(articles::put);
  }

  @Override
  public void write() {
    orders.write();
    articles.writeChanged(stocks::save);
  }

  /** What the order wants, and what was set aside for it before. */
  private Stream<String> skusOf(Input input) {
    Stream<String> reserved = orders.get(input).lines().stream().map(Line::sku);
    return input.payload() instanceof OrderCreated order
        ? Stream.concat(reserved, skusOf(order))
        : reserved;
  }

  /** What can be no SKU is left to the decision, which refuses the order. */
  private static Stream<String> skusOf(OrderCreated order) {
    return order.getLines().stream().map(OrderLine::getSku).filter(Line::isSku);
  }
}
