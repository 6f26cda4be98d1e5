package dev.streamflow.payment;

import dev.streamflow.payment.Payment.State;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** All payments, one row per order. */
@Repository
public class Payments {

  private final JdbcClient jdbc;

  public Payments(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * Locks the payments of these orders until the end of the transaction, in the order of their ids.
   * One that is not known yet begins as {@link State.New}.
   *
   * @param usersByOrder whose order each is
   */
  public Map<UUID, Payment> lock(Map<UUID, String> usersByOrder) {
    String[] orderIds = usersByOrder.keySet().stream().map(UUID::toString).toArray(String[]::new);
    jdbc.sql(
            """
            INSERT INTO payment (order_id, user_id, status)
            SELECT order_id, user_id, 'NEW'
            FROM unnest(?::uuid[], ?::text[]) AS new (order_id, user_id) ORDER BY order_id
            ON CONFLICT DO NOTHING
            """)
        .param(orderIds)
        .param(usersByOrder.values().toArray(String[]::new))
        .update();
    return jdbc
        .sql("SELECT * FROM payment WHERE order_id = ANY (?::uuid[]) ORDER BY order_id FOR UPDATE")
        .param(orderIds)
        .query((row, _) -> PaymentRow.of(row).payment())
        .stream()
        .collect(Collectors.toMap(Payment::orderId, Function.identity()));
  }

  /** Writes rows that are locked. */
  public void save(Collection<Payment> changed) {
    Collection<PaymentRow> rows = changed.stream().map(PaymentRow::of).toList();
    jdbc.sql(
            """
            UPDATE payment SET
              status = n.status, amount_minor = n.amount_minor, currency = n.currency,
              country = n.country, lines = n.lines::jsonb,
              charge_id = n.charge_id, decline_code = n.decline_code
            FROM unnest(
              ?::uuid[], ?::text[], ?::bigint[], ?::text[], ?::text[], ?::text[], ?::text[],
              ?::text[])
              AS n (order_id, status, amount_minor, currency, country, lines, charge_id,
                decline_code)
            WHERE payment.order_id = n.order_id
            """)
        .param(column(rows, row -> row.orderId().toString()))
        .param(column(rows, row -> row.status().name()))
        .param(rows.stream().map(PaymentRow::amountMinor).toArray(Long[]::new))
        .param(column(rows, PaymentRow::currency))
        .param(column(rows, PaymentRow::country))
        .param(column(rows, PaymentRow::lines))
        .param(column(rows, PaymentRow::chargeId))
        .param(column(rows, PaymentRow::declineCode))
        .update();
  }

  private static @Nullable String[] column(
      Collection<PaymentRow> rows, Function<PaymentRow, @Nullable String> column) {
    return rows.stream().map(column).toArray(String[]::new);
  }
}
