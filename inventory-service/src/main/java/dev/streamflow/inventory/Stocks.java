package dev.streamflow.inventory;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * The stock of all articles. Whoever changes it locks all rows that it needs at once, after the
 * rows of orders or deliveries: the lock order by SKU is what keeps hot articles free of deadlocks.
 */
@Repository
public class Stocks {

  private final JdbcClient jdbc;

  Stocks(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Every article that ever arrived, by SKU. */
  public List<Stock> all() {
    return jdbc.sql("SELECT * FROM stock ORDER BY sku").query(Stocks::stock).list();
  }

  /** The stock of one article, if any ever arrived. */
  public Optional<Stock> find(String sku) {
    return jdbc.sql("SELECT * FROM stock WHERE sku = ?").param(sku).query(Stocks::stock).optional();
  }

  /** Locks what exists of these articles until the end of the transaction, in the order of SKUs. */
  public Map<String, Stock> lock(Collection<String> skus) {
    return jdbc
        .sql("SELECT * FROM stock WHERE sku = ANY (?::text[]) ORDER BY sku FOR UPDATE")
        .param(skus.toArray(String[]::new))
        .query(Stocks::stock)
        .stream()
        .collect(Collectors.toMap(Stock::sku, Function.identity()));
  }

  /** The same, for articles that may be new: each of them has a row afterwards. */
  Map<String, Stock> lockOrAdd(Collection<String> skus) {
    jdbc.sql(
            """
            INSERT INTO stock (sku, delivered, on_hand, reserved, sold)
            SELECT sku, 0, 0, 0, 0 FROM unnest(?::text[]) AS new (sku) ORDER BY sku
            ON CONFLICT DO NOTHING
            """)
        .param(skus.toArray(String[]::new))
        .update();
    return lock(skus);
  }

  /** Writes rows that are locked. */
  public void save(Collection<Stock> changed) {
    jdbc.sql(
            """
            UPDATE stock
            SET delivered = n.delivered, on_hand = n.on_hand, reserved = n.reserved, sold = n.sold
            FROM unnest(?::text[], ?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[])
                AS n (sku, delivered, on_hand, reserved, sold)
            WHERE stock.sku = n.sku
            """)
        .param(changed.stream().map(Stock::sku).toArray(String[]::new))
        .param(column(changed, Stock::delivered))
        .param(column(changed, Stock::onHand))
        .param(column(changed, Stock::reserved))
        .param(column(changed, Stock::sold))
        .update();
  }

  private static Stock stock(ResultSet row, int number) throws SQLException {
    return new Stock(
        row.getString("sku"),
        row.getLong("delivered"),
        row.getLong("on_hand"),
        row.getLong("reserved"),
        row.getLong("sold"));
  }

  private static long[] column(Collection<Stock> rows, ToLongFunction<Stock> column) {
    return rows.stream().mapToLong(column).toArray();
  }
}
