package dev.streamflow.engine.consumer;

import java.sql.PreparedStatement;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.dao.TransientDataAccessResourceException;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Decides what is new: the row is inserted in the transaction of the effect, so an event has both
 * or neither. A second insert of the same id waits for the first transaction and then finds its
 * row, or goes on if that one was rolled back.
 */
final class Inbox {

  private final JdbcTemplate jdbc;

  Inbox(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * Takes events, in the order of their ids so that two replicas never wait for each other.
   *
   * @return those that were not taken before, in the given order; of equal ids the first
   * @throws TransientDataAccessException if the partition of an id is not made yet
   */
  List<ConsumedEvent> take(List<ConsumedEvent> events) {
    if (events.isEmpty()) {
      return events;
    }
    Set<UUID> taken =
        insert(events.stream().map(event -> event.eventId().toString()).toArray(String[]::new));
    return events.stream().filter(event -> taken.remove(event.eventId())).toList();
  }

  private Set<UUID> insert(String[] ids) {
    try {
      return new HashSet<>(
          jdbc.query(
              connection -> {
                PreparedStatement insert =
                    connection.prepareStatement(
                        """
                        INSERT INTO inbox (event_id)
                        SELECT id FROM unnest(?::uuid[]) AS ids(id) ORDER BY id
                        ON CONFLICT DO NOTHING
                        RETURNING event_id
                        """);
                insert.setArray(1, connection.createArrayOf("text", ids));
                return insert;
              },
              (row, number) -> row.getObject(1, UUID.class)));
    } catch (DataIntegrityViolationException e) {
      // The ids were found good: it is the table that is not ready for them.
      throw new TransientDataAccessResourceException("an event id has no inbox partition yet", e);
    }
  }
}
