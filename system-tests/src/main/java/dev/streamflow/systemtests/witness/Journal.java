package dev.streamflow.systemtests.witness;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What one consumer group did with the events it read.
 *
 * @param applied the events whose effect was committed, in that order
 * @param deadLetters where the records stood that it gave up on
 * @param undecided those of them on which nobody has decided
 * @param parked where the records stood that it tries again later, and those behind them
 */
public record Journal(
    List<UUID> applied, Set<Position> deadLetters, Set<Position> undecided, Set<Position> parked) {

  /** That of a group which has done nothing yet; it can be added to. */
  public static Journal empty() {
    return new Journal(new ArrayList<>(), new HashSet<>(), new HashSet<>(), new HashSet<>());
  }

  /** Reads it from the database of the group's service. */
  public static Journal read(JdbcClient database) {
    List<UUID> applied =
        database
            .sql(
                """
                SELECT event_id
                FROM applied_batch, unnest(event_ids) WITH ORDINALITY AS e(event_id, position)
                ORDER BY apply_seq, position
                """)
            .query(UUID.class)
            .list();
    return new Journal(
        applied,
        positions(database, "dead_letter"),
        positions(database, "dead_letter WHERE resolution IS NULL"),
        positions(database, "parked_event"));
  }

  private static Set<Position> positions(JdbcClient database, String rows) {
    return new HashSet<>(
        database
            .sql("SELECT topic, record_partition, record_offset FROM " + rows)
            .query((row, number) -> new Position(row.getString(1), row.getInt(2), row.getLong(3)))
            .list());
  }

  /** Whether the record that stood there is a dead letter, or parked. */
  public boolean hasPutAside(Position position) {
    return deadLetters.contains(position) || parked.contains(position);
  }
}
