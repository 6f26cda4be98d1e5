package dev.streamflow.engine.consumer;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.SqlArrayValue;
import org.springframework.transaction.support.TransactionOperations;

/**
 * What an operator can do with the dead letters of this service. Each act opens a transaction of
 * its own, changes the letters that nobody has decided on yet, and writes down who did it and why;
 * repeated, it finds them decided on and changes nothing.
 */
public final class DeadLetterDesk {

  private final JdbcTemplate jdbc;
  private final TransactionOperations transaction;
  private final ParkedEvents parkedEvents;
  private final Deserializer<Object> deserializer;

  DeadLetterDesk(
      JdbcTemplate jdbc,
      TransactionOperations transaction,
      ParkedEvents parkedEvents,
      Deserializer<Object> deserializer) {
    this.jdbc = jdbc;
    this.transaction = transaction;
    this.parkedEvents = parkedEvents;
    this.deserializer = deserializer;
  }

  /**
   * Who acts, and why.
   *
   * @param by the name of the operator
   * @param reason in words that others can follow later
   */
  public record Signature(String by, String reason) {

    public Signature {
      if (by.isBlank() || reason.isBlank()) {
        throw new IllegalArgumentException("say who acts (by) and why (reason)");
      }
    }
  }

  /**
   * Letters that nobody has decided on, which have the same cause.
   *
   * @param cause the class of the failure
   * @param topic where their records stood
   * @param count how many there are
   * @param since when the oldest was given up
   */
  public record Group(String cause, String topic, long count, Instant since) {}

  /** All letters that nobody has decided on, in groups; the largest first. */
  public List<Group> groups() {
    return jdbc.query(
        """
        SELECT cause_type, topic, count(*), min(created_at) FROM dead_letter
        WHERE resolution IS NULL GROUP BY cause_type, topic ORDER BY count(*) DESC, 1, 2
        """,
        (row, number) ->
            new Group(
                row.getString(1),
                row.getString(2),
                row.getLong(3),
                row.getObject(4, OffsetDateTime.class).toInstant()));
  }

  /** The letters of a group, the oldest first. */
  public List<UUID> lettersOf(String cause, String topic, int limit) {
    return jdbc.queryForList(
        """
        SELECT dead_letter_id FROM dead_letter
        WHERE resolution IS NULL AND cause_type = ? AND topic = ?
        ORDER BY created_at, dead_letter_id LIMIT ?
        """,
        UUID.class,
        cause,
        topic,
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
        "SELECT act, acted_by, reason, acted_at FROM dead_letter_act"
            + " WHERE dead_letter_id = ? ORDER BY act_id",
        (row, number) ->
            new DeadLetterDetails.Act(
                row.getString(1),
                row.getString(2),
                row.getString(3),
                row.getObject(4, OffsetDateTime.class).toInstant()),
        id);
  }

  /**
   * Tries letters again, as they are: each is parked under its original offset, and so goes before
   * what is parked of its key, and letters of one key keep their order. They reach this service's
   * group only.
   *
   * @param ids of letters; those that do not exist or are decided on are left out
   * @return how many are tried again
   */
  public int redrive(Collection<UUID> ids, Signature signature) {
    return transaction.execute(
        status -> {
          List<Letter> letters = lockOpen(ids);
          parkedEvents.parkAgain(letters);
          resolve(letters, "REDRIVEN", "REDRIVE", signature);
          return letters.size();
        });
  }

  /**
   * Decides that letters are never tried again.
   *
   * @param ids of letters; those that do not exist or are decided on are left out
   * @return how many are discarded
   */
  public int discard(Collection<UUID> ids, Signature signature) {
    return transaction.execute(
        status -> {
          List<Letter> letters = lockOpen(ids);
          resolve(letters, "DISCARDED", "DISCARD", signature);
          return letters.size();
        });
  }

  /** A letter that nobody has decided on. */
  record Letter(UUID id, ConsumerRecord<byte[], byte[]> record, @Nullable UUID eventId) {

    private static Letter of(ResultSet row, int number) throws SQLException {
      return new Letter(
          row.getObject("dead_letter_id", UUID.class),
          StoredRecord.read(row),
          row.getObject("event_id", UUID.class));
    }
  }

  private List<Letter> lockOpen(Collection<UUID> ids) {
    return jdbc.query(
        """
        SELECT * FROM dead_letter WHERE dead_letter_id = ANY (?) AND resolution IS NULL
        ORDER BY dead_letter_id FOR UPDATE
        """,
        Letter::of,
        new SqlArrayValue("uuid", ids.toArray()));
  }

  private void resolve(List<Letter> letters, String resolution, String act, Signature signature) {
    SqlArrayValue ids = new SqlArrayValue("uuid", letters.stream().map(Letter::id).toArray());
    jdbc.update(
        "UPDATE dead_letter SET resolution = ? WHERE dead_letter_id = ANY (?)", resolution, ids);
    jdbc.update(
        """
        INSERT INTO dead_letter_act (dead_letter_id, act, acted_by, reason)
        SELECT id, ?, ?, ? FROM unnest(?) AS l(id)
        """,
        act,
        signature.by(),
        signature.reason(),
        ids);
  }
}
