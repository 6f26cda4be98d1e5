package dev.streamflow.engine.consumer;

import java.util.List;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.SqlArrayValue;

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
        "INSERT INTO applied_batch (event_ids, topics, partitions, offsets)"
            + " VALUES (?::uuid[], ?, ?, ?)",
        column("text", events, event -> event.eventId().toString(), String[]::new),
        column("text", events, event -> event.record().topic(), String[]::new),
        column("int4", events, event -> event.record().partition(), Integer[]::new),
        column("int8", events, event -> event.record().offset(), Long[]::new));
  }

  private static <T> SqlArrayValue column(
      String type,
      List<ConsumedEvent> events,
      Function<ConsumedEvent, T> value,
      IntFunction<T[]> array) {
    return new SqlArrayValue(type, (Object[]) events.stream().map(value).toArray(array));
  }
}
