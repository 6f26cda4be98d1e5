package dev.streamflow.order;

import dev.streamflow.order.Order.Step;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;

/** Orders as customers and operators look at them. */
@Repository
public class OrderHistory {

  private final JdbcClient jdbc;
  private final Stamps stamps;

  OrderHistory(JdbcClient jdbc, Stamps stamps) {
    this.jdbc = jdbc;
    this.stamps = stamps;
  }

  /**
   * An order with all that belongs to it, at one moment.
   *
   * @param steps in the order in which they were applied
   */
  public record Entry(Order order, List<Line> lines, List<RecordedStep> steps) {

    /** The answers that are outstanding. */
    public List<Waiting> waitingFor() {
      return Waiting.of(order, steps);
    }
  }

  /** A step and when this service heard of it. */
  public record RecordedStep(Step step, Instant recordedAt) {}

  @Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
  public Optional<Entry> find(UUID id) {
    return jdbc.sql("SELECT * FROM orders WHERE order_id = ?")
        .param(id)
        .query(Orders::order)
        .optional()
        .map(order -> new Entry(order, lines(order), steps(id)));
  }

  /**
   * A user's orders, the newest first.
   *
   * @param before only orders older than this one; null to begin with the newest
   */
  public List<Order> of(String userId, @Nullable UUID before, int limit) {
    return jdbc.sql(
            """
            SELECT * FROM orders
            WHERE user_id = :user AND (:before::uuid IS NULL OR order_id < :before::uuid)
            ORDER BY order_id DESC LIMIT :limit
            """)
        .param("user", userId)
        .param("before", before)
        .param("limit", limit)
        .query(Orders::order)
        .list();
  }

  /**
   * Everybody's pending orders, those first whose deadline comes first.
   *
   * @param age only orders that were placed so long ago
   * @param after only orders behind this one; null to begin with the most urgent
   */
  public List<Order> pendingFor(Duration age, @Nullable UUID after, int limit) {
    return jdbc.sql(
            """
            SELECT * FROM orders
            WHERE status = 'PENDING' AND placed_at <= :placed
              AND (:after::uuid IS NULL OR (deadline, order_id) > (
                SELECT deadline, order_id FROM orders WHERE order_id = :after::uuid))
            ORDER BY deadline, order_id LIMIT :limit
            """)
        .param("placed", stamps.next().time().minus(age).atOffset(ZoneOffset.UTC))
        .param("after", after)
        .param("limit", limit)
        .query(Orders::order)
        .list();
  }

  private List<Line> lines(Order order) {
    String currency = order.total().currency();
    return jdbc.sql(
            """
            SELECT sku, quantity, unit_price_minor FROM order_line
            WHERE order_id = ? ORDER BY line_no
            """)
        .param(order.id())
        .query(
            (row, number) ->
                new Line(row.getString(1), row.getInt(2), new Money(row.getLong(3), currency)))
        .list();
  }

  private List<RecordedStep> steps(UUID id) {
    return jdbc.sql(
            """
            SELECT event_id, type, occurred_at, attempts, detail, recorded_at FROM order_step
            WHERE order_id = ? ORDER BY step_no
            """)
        .param(id)
        .query(
            (row, number) ->
                new RecordedStep(
                    new Step(
                        row.getObject(1, UUID.class),
                        row.getString(2),
                        row.getObject(3, OffsetDateTime.class).toInstant(),
                        row.getInt(4),
                        row.getString(5)),
                    row.getObject(6, OffsetDateTime.class).toInstant()))
        .list();
  }
}
