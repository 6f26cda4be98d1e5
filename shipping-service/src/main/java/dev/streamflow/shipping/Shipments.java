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
import org.jspecify.annotations.Nullable;
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
      FROM unnest(?::uuid[], ?, ?, ?::uuid[], ?, ?)
        AS n(order_id, user_id, status, shipment_id, country, lines)
      ORDER BY order_id
      ON CONFLICT DO NOTHING
      """;

  private static final String LOCK =
      """
      SELECT order_id, user_id, status, shipment_id, country, lines
      FROM shipment WHERE order_id = ANY(?::uuid[]) ORDER BY order_id FOR UPDATE
      """;

  /** All that still changes once a shipment is known. */
  private static final String UPDATE =
      """
      UPDATE shipment s SET status = n.status
      FROM unnest(?::uuid[], ?) AS n(order_id, status) WHERE s.order_id = n.order_id
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
    return jdbc.query(LOCK, Shipments::shipment, column(orderIds, UUID::toString)).stream()
        .collect(Collectors.toMap(Shipment::orderId, Function.identity()));
  }

  /** Writes new shipments, but for those that somebody else has begun; tells how many. */
  public int insert(List<Shipment> begun) {
    return jdbc.update(
        INSERT,
        column(begun, shipment -> shipment.orderId().toString()),
        column(begun, Shipment::userId),
        column(begun, shipment -> shipment.status().name()),
        column(begun, shipment -> textOf(shipment.shipmentId())),
        column(begun, Shipment::country),
        column(begun, shipment -> JSON.writeValueAsString(shipment.lines())));
  }

  /** Writes shipments that are locked. */
  public void update(List<Shipment> changed) {
    jdbc.update(
        UPDATE,
        column(changed, shipment -> shipment.orderId().toString()),
        column(changed, shipment -> shipment.status().name()));
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

  private static @Nullable String textOf(@Nullable UUID id) {
    return id == null ? null : id.toString();
  }

  /** Sent as it is; the driver would write an array of anything but texts as one long text. */
  private static <T> SqlArrayValue column(
      Collection<T> rows, Function<? super T, @Nullable String> column) {
    return new SqlArrayValue("text", (Object[]) rows.stream().map(column).toArray(String[]::new));
  }
}
