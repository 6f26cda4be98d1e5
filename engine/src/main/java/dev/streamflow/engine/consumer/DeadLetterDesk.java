package dev.streamflow.engine.consumer;

import static dev.streamflow.engine.failpoint.Failpoint.LETTERS_COMMITTED;
import static dev.streamflow.engine.failpoint.Failpoint.LETTERS_DECIDED;
import static dev.streamflow.engine.failpoint.Failpoint.LETTERS_PARKED;

import dev.streamflow.engine.outbox.HeaderBytes;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.function.IntSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
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

  private static final String OPEN =
      "SELECT * FROM dead_letter WHERE dead_letter_id = ANY (?) AND resolution IS NULL";

  private final JdbcTemplate jdbc;
  private final TransactionOperations transaction;
  private final ParkedEvents parkedEvents;
  private final Corrections corrections;

  DeadLetterDesk(
      JdbcTemplate jdbc,
      TransactionOperations transaction,
      ParkedEvents parkedEvents,
      Corrections corrections) {
    this.jdbc = jdbc;
    this.transaction = transaction;
    this.parkedEvents = parkedEvents;
    this.corrections = corrections;
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
   * Tries letters again, as they are: each is parked under its original offset, and so goes before
   * what is parked of its key, and letters of one key keep their order. They reach this service's
   * group only.
   *
   * @param ids of letters; those that do not exist or are decided on are left out
   * @return how many are tried again
   */
  public int redrive(Collection<UUID> ids, Signature signature) {
    return committed(
        () -> {
          List<Letter> letters = lockOpen(ids);
          parkedEvents.release(letters);
          parkedEvents.parkAgain(letters);
          LETTERS_PARKED.reach();
          resolve(letters, "REDRIVEN", "REDRIVE", signature);
          return letters.size();
        });
  }

  /**
   * Decides that letters are never tried again. What waits behind one goes on without it.
   *
   * @param ids of letters; those that do not exist or are decided on are left out
   * @return how many are discarded
   */
  public int discard(Collection<UUID> ids, Signature signature) {
    return committed(
        () -> {
          List<Letter> letters = lockOpen(ids);
          parkedEvents.release(letters);
          resolve(letters, "DISCARDED", "DISCARD", signature);
          return letters.size();
        });
  }

  private int committed(IntSupplier act) {
    int letters = transaction.execute(status -> act.getAsInt());
    LETTERS_COMMITTED.reach();
    return letters;
  }

  /**
   * Puts another event in a letter's place and tries that. What the letter was before is kept with
   * the act.
   *
   * @param id of a letter; if it does not exist or is decided on, nothing is done
   * @param json the event in Avro's JSON encoding
   * @param type full name of its type, or null if it is what the record's header says
   * @param dryRun looks at the event, and does nothing
   * @return 1, or 0 if nothing is done
   * @throws InvalidCorrection if the event could not be processed; says why
   */
  public int edit(
      UUID id, String json, @Nullable String type, Signature signature, boolean dryRun) {
    List<Letter> bad = jdbc.query(OPEN, Letter::of, new SqlArrayValue("uuid", id));
    if (bad.isEmpty()) {
      return 0;
    }
    Letter letter = bad.getFirst();
    ConsumedEvent event = corrections.correct(letter.record(), json, type, letter.eventId());
    return dryRun ? 1 : committed(() -> put(event, lockOpen(List.of(id)), signature));
  }

  private int put(ConsumedEvent event, List<Letter> letters, Signature signature) {
    List<Letter> corrected = letters.stream().map(letter -> letter.with(event)).toList();
    parkedEvents.release(letters);
    parkedEvents.parkAgain(corrected);
    LETTERS_PARKED.reach();
    resolve(letters, "REDRIVEN", "EDIT", signature);
    corrected.forEach(this::replace);
    return corrected.size();
  }

  /** The letter is what is tried from now on, should that fail too. */
  private void replace(Letter corrected) {
    ConsumerRecord<byte[], byte[]> record = corrected.record();
    jdbc.update(
        """
        UPDATE dead_letter SET record_key = ?, value = ?, headers = ?, event_id = ?
        WHERE dead_letter_id = ?
        """,
        record.key(),
        record.value(),
        HeaderBytes.write(record.headers()),
        corrected.eventId(),
        corrected.id());
  }

  /** How many of the letters exist and are not decided on. */
  public int countOpen(Collection<UUID> ids) {
    return jdbc.query(OPEN, Letter::of, new SqlArrayValue("uuid", ids.toArray())).size();
  }

  /** A letter that nobody has decided on. */
  record Letter(UUID id, ConsumerRecord<byte[], byte[]> record, @Nullable UUID eventId) {

    private static Letter of(ResultSet row, int number) throws SQLException {
      return new Letter(
          row.getObject("dead_letter_id", UUID.class),
          StoredRecord.read(row),
          row.getObject("event_id", UUID.class));
    }

    /** The event id of another event is not in the inbox, as far as this letter knows. */
    private Letter with(ConsumedEvent event) {
      return new Letter(id, event.record(), event.eventId().equals(eventId) ? eventId : null);
    }
  }

  private List<Letter> lockOpen(Collection<UUID> ids) {
    return jdbc.query(
        OPEN + " ORDER BY dead_letter_id FOR UPDATE",
        Letter::of,
        new SqlArrayValue("uuid", ids.toArray()));
  }

  private void resolve(List<Letter> letters, String resolution, String act, Signature signature) {
    SqlArrayValue ids = new SqlArrayValue("uuid", letters.stream().map(Letter::id).toArray());
    jdbc.update(
        "UPDATE dead_letter SET resolution = ? WHERE dead_letter_id = ANY (?)", resolution, ids);
    jdbc.update(
        """
        INSERT INTO dead_letter_act (dead_letter_id, act, acted_by, reason, replaced)
        SELECT dead_letter_id, ?, ?, ?, CASE WHEN ? THEN value END
        FROM dead_letter WHERE dead_letter_id = ANY (?)
        """,
        act,
        signature.by(),
        signature.reason(),
        act.equals("EDIT"),
        ids);
    LETTERS_DECIDED.reach();
  }
}
