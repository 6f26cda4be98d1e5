package dev.streamflow.engine.consumer;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** What can be seen of this service's dead letters. Changes nothing. */
public final class DeadLetterFinder {

  /** Ids are drawn in the order of time (UUIDv7). */
  private static final UUID BEFORE_ALL = new UUID(0, 0);

  private final JdbcTemplate jdbc;
  private final Deserializer<Object> deserializer;

  DeadLetterFinder(JdbcTemplate jdbc, Deserializer<Object> deserializer) {
    this.jdbc = jdbc;
    this.deserializer = deserializer;
  }

  /**
   * Letters that nobody has decided on, which have the same cause.
   *
   * @param cause the class of the failure
   * @param topic where their records stood
   * @param count how many there are
   * @param since when the oldest was given up
   * @param until when the youngest was given up
   */
  public record Group(String cause, String topic, long count, Instant since, Instant until) {}

  /**
   * One letter of a group.
   *
   * @param message of its cause
   * @param since when it was given up for the first time
   */
  public record Entry(
      UUID id,
      int partition,
      long offset,
      @Nullable String key,
      String message,
      int attempts,
      Instant since) {

    private static Entry of(ResultSet row, int number) throws SQLException {
      byte[] key = row.getBytes("record_key");
      return new Entry(
          row.getObject("dead_letter_id", UUID.class),
          row.getInt("record_partition"),
          row.getLong("record_offset"),
          key == null ? null : new String(key, StandardCharsets.UTF_8),
          row.getString("cause_message"),
          row.getInt("attempts"),
          row.getObject("created_at", OffsetDateTime.class).toInstant());
    }
  }

  /** All letters that nobody has decided on, in groups; the largest first. */
  public List<Group> groups() {
    return jdbc.query(
        """
        SELECT cause_type, topic, count(*), min(created_at), max(created_at) FROM dead_letter
        WHERE resolution IS NULL GROUP BY cause_type, topic ORDER BY count(*) DESC, 1, 2
        """,
        (row, number) ->
            new Group(
                row.getString(1),
                row.getString(2),
                row.getLong(3),
                row.getObject(4, OffsetDateTime.class).toInstant(),
                row.getObject(5, OffsetDateTime.class).toInstant()));
  }

  /**
   * Letters of a group that nobody has decided on, the oldest first.
   *
   * @param after the id of the letter behind which to begin, or null for the oldest
   */
  public List<Entry> lettersOf(String cause, String topic, @Nullable UUID after, int limit) {
    return jdbc.query(
        """
        SELECT * FROM dead_letter
        WHERE resolution IS NULL AND cause_type = ? AND topic = ? AND dead_letter_id > ?
        ORDER BY dead_letter_id LIMIT ?
        """,
        Entry::of,
        cause,
        topic,
        after == null ? BEFORE_ALL : after,
        limit);
  }

  /** A letter with all that is known of it, or empty if there is none with this id. */
  public Optional<DeadLetterDetails> find(UUID id) {
    return jdbc
        .query("SELECT * FROM dead_letter WHERE dead_letter_id = ?", this::detailsOf, id)
        .stream()
        .findFirst();
  }

  private DeadLetterDetails detailsOf(ResultSet row, int number) throws SQLException {
    UUID id = row.getObject("dead_letter_id", UUID.class);
    return DeadLetterDetails.of(row, StoredRecord.read(row), deserializer, actsOn(id));
  }

  private List<DeadLetterDetails.Act> actsOn(UUID id) {
    return jdbc.query(
        "SELECT act, acted_by, reason, acted_at, replaced FROM dead_letter_act"
            + " WHERE dead_letter_id = ? ORDER BY act_id",
        DeadLetterDetails.Act::of,
        id);
  }
}
