package dev.streamflow.inventory;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/** What was set aside, by order. */
@Repository
public class Reservations {

  /** Apart from that of HTTP, whose settings may change while the stored rows do not. */
  private static final JsonMapper JSON = JsonMapper.shared();

  private final JdbcClient jdbc;

  Reservations(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * Locks the reservations of these orders until the end of the transaction, in the order of their
   * ids. Unknown ones are left out.
   */
  public Map<UUID, Reservation> lock(Collection<UUID> orderIds) {
    return jdbc
        .sql(
            """
            SELECT * FROM reservation WHERE order_id = ANY (?::uuid[])
            ORDER BY order_id FOR UPDATE
            """)
        .param(orderIds.stream().map(UUID::toString).toArray(String[]::new))
        .query((row, _) -> reservation(row))
        .stream()
        .collect(Collectors.toMap(Reservation::orderId, Function.identity()));
  }

  /** Writes new rows, but for those that somebody else has begun; tells how many. */
  public int insert(Collection<Reservation> begun) {
    return jdbc.sql(
            """
            INSERT INTO reservation (order_id, user_id, status, lines)
            SELECT order_id, user_id, status, lines::jsonb
            FROM unnest(?::uuid[], ?::text[], ?::text[], ?::text[])
              AS n (order_id, user_id, status, lines)
            ORDER BY order_id
            ON CONFLICT DO NOTHING
            """)
        .param(column(begun, row -> row.orderId().toString()))
        .param(column(begun, Reservation::userId))
        .param(column(begun, row -> row.status().name()))
        .param(column(begun, row -> JSON.writeValueAsString(row.lines())))
        .update();
  }

  /** Writes rows that are locked. Their lines stay as they were from the beginning. */
  public void update(Collection<Reservation> changed) {
    jdbc.sql(
            """
            UPDATE reservation SET status = n.status
            FROM unnest(?::uuid[], ?::text[]) AS n (order_id, status)
            WHERE reservation.order_id = n.order_id
            """)
        .param(column(changed, row -> row.orderId().toString()))
        .param(column(changed, row -> row.status().name()))
        .update();
  }

  private static Reservation reservation(ResultSet row) throws SQLException {
    return new Reservation(
        row.getObject("order_id", UUID.class),
        row.getString("user_id"),
        Reservation.Status.valueOf(row.getString("status")),
        List.of(JSON.readValue(row.getString("lines"), Line[].class)));
  }

  private static String[] column(
      Collection<Reservation> rows, Function<Reservation, String> column) {
    return rows.stream().map(column).toArray(String[]::new);
  }
}
