package dev.streamflow.engine.consumer;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Function;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The journal of effects: which events a transaction has applied, in order. It has no unique key
 * and the engine never reads it, so that a second effect would show.
 */
final class AppliedBatches {

  private final JdbcTemplate jdbc;

  AppliedBatches(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  /** Writes down what the current transaction applies. */
  void add(List<ConsumedEvent> events) {
    if (events.isEmpty()) {
      return;
    }
    jdbc.update(
        connection -> {
          PreparedStatement insert =
              connection.prepareStatement(
                  "INSERT INTO applied_batch (event_ids, topics, partitions, offsets)"
                      + " VALUES (?, ?, ?, ?)");
          insert.setArray(1, array(connection, "uuid", events, ConsumedEvent::eventId));
          insert.setArray(2, array(connection, "text", events, e -> e.record().topic()));
          insert.setArray(3, array(connection, "int4", events, e -> e.record().partition()));
          insert.setArray(4, array(connection, "int8", events, e -> e.record().offset()));
          return insert;
        });
  }

  private static java.sql.Array array(
      Connection connection,
      String type,
      List<ConsumedEvent> events,
      Function<ConsumedEvent, Object> column)
      throws SQLException {
    return connection.createArrayOf(type, events.stream().map(column).toArray());
  }
}
