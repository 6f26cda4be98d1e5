package dev.streamflow.notification;

import dev.streamflow.notification.Notification.Status;
import dev.streamflow.notification.Outcome.Cancelled;
import dev.streamflow.notification.Outcome.Confirmed;
import dev.streamflow.notification.Outcome.Reason;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
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

/** All notifications, read and written many at a time: one statement each, however many rows. */
@Repository
public class Notifications {

  private static final String INSERT =
      """
      INSERT INTO notification (
        order_id, user_id, status, outcome, reason, detail, message_id, sent_at, refusal)
      SELECT order_id, user_id, status, outcome, reason, detail, message_id, sent_at, refusal
      FROM unnest(?::uuid[], ?, ?, ?, ?, ?, ?, ?, ?) AS n(
        order_id, user_id, status, outcome, reason, detail, message_id, sent_at, refusal)
      ORDER BY order_id
      ON CONFLICT DO NOTHING
      """;

  private static final String LOCK =
      """
      SELECT order_id, user_id, status, outcome, reason, detail, sent_at, refusal
      FROM notification WHERE order_id = ANY(?::uuid[]) ORDER BY order_id FOR UPDATE
      """;

  /** All that still changes once an outcome is known. */
  private static final String UPDATE =
      """
      UPDATE notification o SET status = n.status, sent_at = n.sent_at, refusal = n.refusal
      FROM unnest(?::uuid[], ?, ?, ?) AS n(order_id, status, sent_at, refusal)
      WHERE o.order_id = n.order_id
      """;

  private final JdbcTemplate jdbc;

  Notifications(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  /** The notifications of these orders, locked until the transaction ends; without unknown ones. */
  public Map<UUID, Notification> lock(Collection<UUID> orderIds) {
    return jdbc.query(LOCK, Notifications::notification, texts(orderIds, UUID::toString)).stream()
        .collect(Collectors.toMap(Notification::orderId, Function.identity()));
  }

  /** Writes new notifications, but for those that somebody else has begun; tells how many. */
  public int insert(List<Notification> begun) {
    return jdbc.update(
        INSERT,
        texts(begun, notification -> notification.orderId().toString()),
        texts(begun, Notification::userId),
        texts(begun, notification -> notification.status().name()),
        texts(begun, notification -> kindOf(notification.outcome())),
        texts(begun, notification -> reasonOf(notification.outcome())),
        texts(begun, notification -> detailOf(notification.outcome())),
        texts(begun, notification -> Message.idFor(notification.orderId())),
        times(begun),
        texts(begun, Notification::refusal));
  }

  /** Writes notifications that are locked. */
  public void update(List<Notification> changed) {
    jdbc.update(
        UPDATE,
        texts(changed, notification -> notification.orderId().toString()),
        texts(changed, notification -> notification.status().name()),
        times(changed),
        texts(changed, Notification::refusal));
  }

  private static Notification notification(ResultSet row, int number) throws SQLException {
    Timestamp sentAt = row.getTimestamp("sent_at");
    return new Notification(
        row.getObject("order_id", UUID.class),
        row.getString("user_id"),
        Status.valueOf(row.getString("status")),
        outcome(row),
        sentAt == null ? null : sentAt.toInstant(),
        row.getString("refusal"));
  }

  private static @Nullable Outcome outcome(ResultSet row) throws SQLException {
    return switch (row.getString("outcome")) {
      case null -> null;
      case "CONFIRMED" -> new Confirmed();
      default -> new Cancelled(Reason.valueOf(row.getString("reason")), row.getString("detail"));
    };
  }

  private static @Nullable String kindOf(@Nullable Outcome outcome) {
    return switch (outcome) {
      case null -> null;
      case Confirmed() -> "CONFIRMED";
      case Cancelled _ -> "CANCELLED";
    };
  }

  private static @Nullable String reasonOf(@Nullable Outcome outcome) {
    return outcome instanceof Cancelled cancelled ? cancelled.reason().name() : null;
  }

  private static @Nullable String detailOf(@Nullable Outcome outcome) {
    return outcome instanceof Cancelled cancelled ? cancelled.detail() : null;
  }

  /** Sent as it is; the driver would write an array of objects as one long text. */
  private static <T> SqlArrayValue texts(
      Collection<T> rows, Function<? super T, @Nullable String> column) {
    return new SqlArrayValue("text", (Object[]) rows.stream().map(column).toArray(String[]::new));
  }

  private static SqlArrayValue times(Collection<Notification> rows) {
    return new SqlArrayValue("timestamptz", rows.stream().map(Notification::sentAt).toArray());
  }
}
