package dev.streamflow.engine.consumer;

import java.sql.PreparedStatement;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntFunction;
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
                      + " VALUES (?::uuid[], ?, ?, ?)");
          insert.setArray(
              1,
              connection.createArrayOf(
                  "text", of(events, e -> e.eventId().toString(), String[]::new)));
          insert.setArray(
              2,
              connection.createArrayOf("text", of(events, e -> e.record().topic(), String[]::new)));
          insert.setArray(
              3,
              connection.createArrayOf(
                  "int4", of(events, e -> e.record().partition(), Integer[]::new)));
          insert.setArray(
              4,
              connection.createArrayOf("int8", of(events, e -> e.record().offset(), Long[]::new)));
          return insert;
        });
  }

  private static <T> T[] of(
      List<ConsumedEvent> events, Function<ConsumedEvent, T> column, IntFunction<T[]> array) {
    return events.stream().map(column).toArray(array);
  }
}
