package dev.streamflow.inventory;

import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** All deliveries that were taken in. */
@Repository
public class Deliveries {

  private final JdbcClient jdbc;
  private final Stocks stocks;

  Deliveries(JdbcClient jdbc, Stocks stocks) {
    this.jdbc = jdbc;
    this.stocks = stocks;
  }

  /**
   * Adds the units to the stock, in a transaction of its own. A delivery that was taken in before
   * changes nothing, also when two requests with it come at the same time.
   *
   * @throws DeliveryDiffers if the id belongs to a delivery with other lines
   */
  @Transactional
  public void receive(Delivery delivery) {
    if (isNew(delivery)) {
      addLines(delivery);
      addUnits(delivery);
    } else if (!linesOf(delivery.id()).equals(delivery.lines())) {
      throw new DeliveryDiffers(delivery.id());
    }
  }

  /** Waits for another transaction that is taking in the same id. */
  private boolean isNew(Delivery delivery) {
    return jdbc.sql("INSERT INTO delivery (delivery_id) VALUES (?) ON CONFLICT DO NOTHING")
            .param(delivery.id())
            .update()
        == 1;
  }

  private void addLines(Delivery delivery) {
    jdbc.sql(
            """
            INSERT INTO delivery_line (delivery_id, sku, quantity)
            SELECT ?, sku, quantity FROM unnest(?::text[], ?::bigint[]) AS line (sku, quantity)
            """)
        .param(delivery.id())
        .param(delivery.skus().toArray(String[]::new))
        .param(delivery.lines().stream().mapToLong(Line::quantity).toArray())
        .update();
  }

  private void addUnits(Delivery delivery) {
    Map<String, Stock> stock = stocks.lockOrAdd(delivery.skus());
    stocks.save(
        delivery.lines().stream()
            .map(line -> stock.get(line.sku()).deliver(line.quantity()))
            .toList());
  }

  private List<Line> linesOf(String deliveryId) {
    return jdbc.sql("SELECT sku, quantity FROM delivery_line WHERE delivery_id = ? ORDER BY sku")
        .param(deliveryId)
        .query(Line.class)
        .list();
  }
}
