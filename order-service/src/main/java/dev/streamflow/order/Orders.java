package dev.streamflow.order;

import dev.streamflow.order.Order.Cancellation;
import dev.streamflow.order.Order.CancellationReason;
import dev.streamflow.order.Order.Status;
import dev.streamflow.order.Order.Step;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The orders whose outcome is being decided: read under a lock, written in one go. */
@Repository
public class Orders {

  private final JdbcClient jdbc;

  Orders(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Reads and locks orders until the end of the transaction. Unknown ones are left out. */
  public Map<UUID, Order> lock(Collection<UUID> ids) {
    return jdbc
        .sql("SELECT * FROM orders WHERE order_id = ANY (?::uuid[]) ORDER BY order_id FOR UPDATE")
        .param(Column.uuids(ids))
        .query(Orders::order)
        .stream()
        .collect(Collectors.toMap(Order::id, Function.identity()));
  }

  /**
   * Reads and locks pending orders whose deadline is over, those that wait longest first. What
   * somebody else has locked is left out: it is just being decided.
   */
  public List<Order> lockOverdue(Instant now, int limit) {
    return jdbc.sql(
            """
            SELECT * FROM orders WHERE status = 'PENDING' AND deadline <= ?
            ORDER BY deadline LIMIT ? FOR UPDATE SKIP LOCKED
            """)
        .param(now.atOffset(ZoneOffset.UTC))
        .param(limit)
        .query(Orders::order)
        .list();
  }

  /** The pending order whose deadline comes first. */
  public Optional<Order> mostUrgent() {
    return jdbc.sql("SELECT * FROM orders WHERE status = 'PENDING' ORDER BY deadline LIMIT 1")
        .query(Orders::order)
        .optional();
  }

  /** Writes what happened to locked orders: their outcome, if they have one now, and new steps. */
  public void save(Collection<Order> orders) {
    List<Order> ended = orders.stream().filter(order -> !order.isPending()).toList();
    if (!ended.isEmpty()) {
      saveOutcomes(ended);
    }
    appendSteps(orders);
  }

  private void saveOutcomes(Collection<Order> orders) {
    jdbc.sql(
            """
            UPDATE orders o
            SET status = n.status,
                cancellation_reason = n.reason,
                cancellation_detail = n.detail,
                finished_at = n.finished_at
            FROM unnest(?::uuid[], ?, ?, ?, ?) AS n (order_id, status, reason, detail, finished_at)
            WHERE o.order_id = n.order_id AND o.status <> n.status
            """)
        .param(Column.uuids(orders, Order::id))
        .param(Column.texts(orders, order -> order.status().name()))
        .param(Column.texts(orders, Orders::reason))
        .param(Column.texts(orders, Orders::detail))
        .param(Column.times(orders, Order::finishedAt))
        .update();
  }

  private void appendSteps(Collection<Order> orders) {
    List<NewStep> steps = orders.stream().flatMap(NewStep::of).toList();
    jdbc.sql(
            """
            INSERT INTO order_step (order_id, event_id, type, occurred_at, attempts, detail)
            SELECT order_id, event_id, type, occurred_at, attempts, detail
            FROM unnest(?::uuid[], ?::uuid[], ?, ?, ?, ?) WITH ORDINALITY
              AS n (order_id, event_id, type, occurred_at, attempts, detail, position)
            ORDER BY position
            """)
        .param(Column.uuids(steps, NewStep::orderId))
        .param(Column.uuids(steps, step -> step.step.eventId()))
        .param(Column.texts(steps, step -> step.step.type()))
        .param(Column.times(steps, step -> step.step.occurredAt()))
        .param(Column.ints(steps, step -> step.step.attempts()))
        .param(Column.texts(steps, step -> step.step.detail()))
        .update();
  }

  private record NewStep(UUID orderId, Step step) {
    static Stream<NewStep> of(Order order) {
      return order.newSteps().stream().map(step -> new NewStep(order.id(), step));
    }
  }

  private static @Nullable String reason(Order order) {
    return order.cancellation() == null ? null : order.cancellation().reason().name();
  }

  private static @Nullable String detail(Order order) {
    return order.cancellation() == null ? null : order.cancellation().detail();
  }

  /** An order out of a row of its table. */
  static Order order(ResultSet row, int number) throws SQLException {
    return new Order(
        row.getObject("order_id", UUID.class),
        row.getString("user_id"),
        row.getString("country"),
        new Money(row.getLong("total_minor"), row.getString("currency")),
        Status.valueOf(row.getString("status")),
        cancellation(row),
        row.getObject("placed_at", OffsetDateTime.class).toInstant(),
        row.getObject("deadline", OffsetDateTime.class).toInstant(),
        instant(row, "finished_at"),
        List.of());
  }

  private static @Nullable Cancellation cancellation(ResultSet row) throws SQLException {
    String reason = row.getString("cancellation_reason");
    return reason == null
        ? null
        : new Cancellation(
            CancellationReason.valueOf(reason), row.getString("cancellation_detail"));
  }

  private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
    return time == null ? null : time.toInstant();
  }
}
