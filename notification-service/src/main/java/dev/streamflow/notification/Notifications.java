package dev.streamflow.notification;

import dev.streamflow.notification.Notification.Status;
import dev.streamflow.notification.Outcome.Cancelled;
import dev.streamflow.notification.Outcome.Confirmed;
import dev.streamflow.notification.Outcome.Reason;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
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

  private static final String INSERT_UNKNOWN =
      """
      INSERT INTO notification (order_id, user_id, status)
      SELECT order_id, user_id, 'NEW' FROM unnest(?, ?) AS n(order_id, user_id) ORDER BY order_id
      ON CONFLICT DO NOTHING
      """;

  private static final String LOCK =
      """
      SELECT order_id, user_id, status, outcome, reason, detail, sent_at, refusal
      FROM notification WHERE order_id = ANY(?) ORDER BY order_id FOR UPDATE
      """;

  private static final String SAVE =
      """
      UPDATE notification o
      SET status = n.status, outcome = n.outcome, reason = n.reason, detail = n.detail,
          message_id = n.message_id, sent_at = n.sent_at, refusal = n.refusal
      FROM unnest(?, ?, ?, ?, ?, ?, ?, ?)
          AS n(order_id, status, outcome, reason, detail, message_id, sent_at, refusal)
      WHERE o.order_id = n.order_id
      """;

  private final JdbcTemplate jdbc;

  Notifications(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  /** The notifications of these orders, locked until the transaction ends; blank ones where new. */
  public Map<UUID, Notification> lock(Map<UUID, String> usersByOrder) {
    List<UUID> orders = List.copyOf(usersByOrder.keySet());
    SqlArrayValue orderIds = array("uuid", orders, Function.identity());
    jdbc.update(INSERT_UNKNOWN, orderIds, array("text", orders, usersByOrder::get));
    return jdbc.query(LOCK, Notifications::notification, orderIds).stream()
        .collect(Collectors.toMap(Notification::orderId, Function.identity()));
  }

  /** Writes notifications that are locked. */
  public void save(List<Notification> changed) {
    jdbc.update(
        SAVE,
        array("uuid", changed, Notification::orderId),
        array("text", changed, Notification::status),
        array("text", changed, notification -> kindOf(notification.outcome())),
        array("text", changed, notification -> reasonOf(notification.outcome())),
        array("text", changed, notification -> detailOf(notification.outcome())),
        array("text", changed, notification -> Message.idFor(notification.orderId())),
        array("timestamptz", changed, Notification::sentAt),
        array("text", changed, Notification::refusal));
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

  private static @Nullable Reason reasonOf(@Nullable Outcome outcome) {
    return outcome instanceof Cancelled cancelled ? cancelled.reason() : null;
  }

  private static @Nullable String detailOf(@Nullable Outcome outcome) {
    return outcome instanceof Cancelled cancelled ? cancelled.detail() : null;
  }

  private static <T> SqlArrayValue array(
      String type, List<T> rows, Function<? super T, ? extends @Nullable Object> column) {
    return new SqlArrayValue(type, rows.stream().map(column).toArray());
  }
}
