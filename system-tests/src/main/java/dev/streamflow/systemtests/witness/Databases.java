package dev.streamflow.systemtests.witness;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The rows of the five services that the invariants speak about.
 *
 * @param participants the status of each order by service, in that service's words
 * @param journals what each group did with its events, by service
 * @param leftovers what each service still has to do
 */
public record Databases(
    Map<UUID, OrderRow> orders,
    List<StockRow> stock,
    Map<String, Map<UUID, String>> participants,
    Map<String, Journal> journals,
    Map<String, Leftovers> leftovers) {

  private static final Map<String, String> STATUS_BY_ORDER =
      Map.of(
          "inventory-service", "SELECT order_id, status FROM reservation",
          "payment-service", "SELECT order_id, status FROM payment",
          "shipping-service", "SELECT order_id, status FROM shipment",
          "notification-service",
              "SELECT order_id, concat_ws(' ', status, outcome) AS status FROM notification");

  /** Reads them all. The databases should be quiet: this is not one snapshot. */
  public static Databases read(List<String> services, Function<String, DataSource> databaseOf) {
    Map<String, JdbcClient> databases = new HashMap<>();
    services.forEach(
        service -> databases.put(service, JdbcClient.create(databaseOf.apply(service))));
    Map<String, Map<UUID, String>> participants = new HashMap<>();
    STATUS_BY_ORDER.forEach(
        (service, sql) -> participants.put(service, statuses(databases.get(service), sql)));
    Map<String, Journal> journals = new HashMap<>();
    databases.forEach((service, database) -> journals.put(service, Journal.read(database)));
    Map<String, Leftovers> leftovers = new HashMap<>();
    databases.forEach((service, database) -> leftovers.put(service, Leftovers.read(database)));
    return new Databases(
        orders(databases.get("order-service")),
        stock(databases.get("inventory-service")),
        participants,
        journals,
        leftovers);
  }

  private static Map<UUID, OrderRow> orders(JdbcClient database) {
    Map<UUID, Map<String, Long>> quantities = new HashMap<>();
    database
        .sql("SELECT order_id, sku, sum(quantity) FROM order_line GROUP BY order_id, sku")
        .query(
            row -> {
              quantities
                  .computeIfAbsent(row.getObject(1, UUID.class), id -> new HashMap<>())
                  .put(row.getString(2), row.getLong(3));
            });
    return database
        .sql("SELECT order_id, status, total_minor FROM orders")
        .query(
            (row, number) -> {
              UUID id = row.getObject(1, UUID.class);
              Map<String, Long> lines = quantities.getOrDefault(id, Map.of());
              return new OrderRow(id, row.getString(2), row.getLong(3), lines);
            })
        .stream()
        .collect(Collectors.toMap(OrderRow::id, Function.identity()));
  }

  /** The stock, as inventory-service's database has it. */
  public static List<StockRow> stock(JdbcClient database) {
    return database
        .sql("SELECT sku, delivered, on_hand, reserved, sold FROM stock ORDER BY sku")
        .query(
            (row, number) ->
                new StockRow(
                    row.getString(1),
                    row.getLong(2),
                    row.getLong(3),
                    row.getLong(4),
                    row.getLong(5)))
        .list();
  }

  private static Map<UUID, String> statuses(JdbcClient database, String sql) {
    Map<UUID, String> statuses = new HashMap<>();
    database
        .sql(sql)
        .query(
            row -> {
              statuses.put(row.getObject(1, UUID.class), row.getString(2));
            });
    return statuses;
  }
}
