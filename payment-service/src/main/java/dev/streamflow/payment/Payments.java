package dev.streamflow.payment;

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
   * Unknown ones are left out.
   */
  public Map<UUID, Payment> lock(Collection<UUID> orderIds) {
    return jdbc
        .sql("SELECT * FROM payment WHERE order_id = ANY (?::uuid[]) ORDER BY order_id FOR UPDATE")
        .param(orderIds.stream().map(UUID::toString).toArray(String[]::new))
        .query((row, _) -> PaymentRow.of(row).payment())
        .stream()
        .collect(Collectors.toMap(Payment::orderId, Function.identity()));
  }

  /** Writes new rows, but for those that somebody else has begun; tells how many. */
  public int insert(Collection<Payment> begun) {
    Collection<PaymentRow> rows = begun.stream().map(PaymentRow::of).toList();
    return jdbc.sql(
            """
            INSERT INTO payment (
              order_id, user_id, status, amount_minor, currency, country, lines,
              charge_id, decline_code)
            SELECT
              order_id, user_id, status, amount_minor, currency, country, lines::jsonb,
              charge_id, decline_code
            FROM unnest(
              ?::uuid[], ?::text[], ?::text[], ?::bigint[], ?::text[], ?::text[], ?::text[],
              ?::text[], ?::text[])
              AS n (order_id, user_id, status, amount_minor, currency, country, lines,
                charge_id, decline_code)
            ORDER BY order_id
            ON CONFLICT DO NOTHING
            """)
        .param(column(rows, row -> row.orderId().toString()))
        .param(column(rows, PaymentRow::userId))
        .param(column(rows, row -> row.status().name()))
        .param(rows.stream().map(PaymentRow::amountMinor).toArray(Long[]::new))
        .param(column(rows, PaymentRow::currency))
        .param(column(rows, PaymentRow::country))
        .param(column(rows, PaymentRow::lines))
        .param(column(rows, PaymentRow::chargeId))
        .param(column(rows, PaymentRow::declineCode))
        .update();
  }

  /** Writes rows that are locked. What is paid for stays as it was from the beginning. */
  public void update(Collection<Payment> changed) {
    Collection<PaymentRow> rows = changed.stream().map(PaymentRow::of).toList();
    jdbc.sql(
            """
            UPDATE payment SET
              status = n.status, charge_id = n.charge_id, decline_code = n.decline_code
            FROM unnest(?::uuid[], ?::text[], ?::text[], ?::text[])
              AS n (order_id, status, charge_id, decline_code)
            WHERE payment.order_id = n.order_id
            """)
        .param(column(rows, row -> row.orderId().toString()))
        .param(column(rows, row -> row.status().name()))
        .param(column(rows, PaymentRow::chargeId))
        .param(column(rows, PaymentRow::declineCode))
        .update();
  }

  private static @Nullable String[] column(
      Collection<PaymentRow> rows, Function<PaymentRow, @Nullable String> column) {
    return rows.stream().map(column).toArray(String[]::new);
  }
}
