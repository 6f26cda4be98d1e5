package dev.streamflow.shipping;

import dev.streamflow.shipping.Shipment.Line;
import dev.streamflow.shipping.Shipment.Status;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
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

  private static final String INSERT =
      """
      INSERT INTO shipment (order_id, user_id, status, shipment_id, country, lines)
      SELECT order_id, user_id, status, shipment_id, country, lines::jsonb
      FROM unnest(?, ?, ?, ?, ?, ?) AS n(order_id, user_id, status, shipment_id, country, lines)
      ORDER BY order_id
      ON CONFLICT DO NOTHING
      """;

  private static final String LOCK =
      """
      SELECT order_id, user_id, status, shipment_id, country, lines
      FROM shipment WHERE order_id = ANY(?) ORDER BY order_id FOR UPDATE
      """;

  /** All that still changes once a shipment is known. */
  private static final String UPDATE =
      """
      UPDATE shipment s SET status = n.status
      FROM unnest(?, ?) AS n(order_id, status) WHERE s.order_id = n.order_id
      """;

  /** Apart from that of HTTP, whose settings may change while the stored rows do not. */
  private static final JsonMapper JSON = JsonMapper.shared();

  private final JdbcTemplate jdbc;

  Shipments(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * The shipments of these orders, locked until the transaction ends. Unknown ones are left out.
   */
  public Map<UUID, Shipment> lock(Collection<UUID> orderIds) {
    return jdbc
        .query(LOCK, Shipments::shipment, array("uuid", orderIds, Function.identity()))
        .stream()
        .collect(Collectors.toMap(Shipment::orderId, Function.identity()));
  }

  /** Writes new shipments, but for those that somebody else has begun; tells how many. */
  public int insert(List<Shipment> begun) {
    return jdbc.update(
        INSERT,
        array("uuid", begun, Shipment::orderId),
        array("text", begun, Shipment::userId),
        array("text", begun, Shipment::status),
        array("uuid", begun, Shipment::shipmentId),
        array("text", begun, Shipment::country),
        array("text", begun, shipment -> JSON.writeValueAsString(shipment.lines())));
  }

  /** Writes shipments that are locked. */
  public void update(List<Shipment> changed) {
    jdbc.update(
        UPDATE,
        array("uuid", changed, Shipment::orderId),
        array("text", changed, Shipment::status));
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

  private static <T> SqlArrayValue array(
      String type, Collection<T> rows, Function<? super T, ?> column) {
    return new SqlArrayValue(type, rows.stream().map(column).toArray());
  }
}
