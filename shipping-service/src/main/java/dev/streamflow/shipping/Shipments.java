package dev.streamflow.shipping;

import dev.streamflow.shipping.Shipment.Line;
import dev.streamflow.shipping.Shipment.Status;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.SqlArrayValue;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/** All shipments, read and written many at a time: one statement each, however many rows. */
@Repository
public class Shipments {

  private static final String INSERT_UNKNOWN =
      """
      INSERT INTO shipment (order_id, user_id, status)
      SELECT order_id, user_id, 'NEW' FROM unnest(?, ?) AS n(order_id, user_id) ORDER BY order_id
      ON CONFLICT DO NOTHING
      """;

  private static final String LOCK =
      """
      SELECT order_id, user_id, status, shipment_id, country, lines
      FROM shipment WHERE order_id = ANY(?) ORDER BY order_id FOR UPDATE
      """;

  private static final String SAVE =
      """
      UPDATE shipment s
      SET status = n.status, shipment_id = n.shipment_id, country = n.country,
          lines = n.lines::jsonb
      FROM unnest(?, ?, ?, ?, ?) AS n(order_id, status, shipment_id, country, lines)
      WHERE s.order_id = n.order_id
      """;

  /** Apart from that of HTTP, whose settings may change while the stored rows do not. */
  private static final JsonMapper JSON = JsonMapper.shared();

  private final JdbcTemplate jdbc;

  Shipments(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  /** The shipments of these orders, locked until the transaction ends; blank ones where new. */
  public Map<UUID, Shipment> lock(Map<UUID, String> usersByOrder) {
    List<UUID> orders = List.copyOf(usersByOrder.keySet());
    SqlArrayValue orderIds = array("uuid", orders, Function.identity());
    jdbc.update(INSERT_UNKNOWN, orderIds, array("text", orders, usersByOrder::get));
    return jdbc.query(LOCK, Shipments::shipment, orderIds).stream()
        .collect(Collectors.toMap(Shipment::orderId, Function.identity()));
  }

  /** Writes shipments that are locked. */
  public void save(List<Shipment> changed) {
    jdbc.update(
        SAVE,
        array("uuid", changed, Shipment::orderId),
        array("text", changed, Shipment::status),
        array("uuid", changed, Shipment::shipmentId),
        array("text", changed, Shipment::country),
        array("text", changed, shipment -> JSON.writeValueAsString(shipment.lines())));
  }

  private static Shipment shipment(ResultSet row, int number) throws SQLException {
    return new Shipment(
        row.getObject("order_id", UUID.class),
        row.getString("user_id"),
        Status.valueOf(row.getString("status")),
        row.getObject("shipment_id", UUID.class),
        row.getString("country"),
        List.of(JSON.readValue(row.getString("lines"), Line[].class)));
  }

  private static <T> SqlArrayValue array(String type, List<T> rows, Function<? super T, ?> column) {
    return new SqlArrayValue(type, rows.stream().map(column).toArray());
  }
}
