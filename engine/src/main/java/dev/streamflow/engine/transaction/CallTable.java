package dev.streamflow.engine.transaction;

import static dev.streamflow.engine.failpoint.Failpoint.CALLS_ADDED;

import dev.streamflow.engine.Call;
import dev.streamflow.engine.worker.QueueVacuum;
import dev.streamflow.engine.worker.Signal;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** The calls whose answer is not known yet. A row is written with the state that waits for it. */
public final class CallTable {

  private final JdbcTemplate jdbc;
  private final Signal added;
  private final Supplier<@Nullable CallMaker> maker;
  private final Duration lease;
  private final QueueVacuum vacuum;

  /**
   * @param added raised after each commit that has added calls which nobody has taken yet
   * @param maker makes calls in this process; null if the service has nobody who does
   * @param lease how long a call that was taken belongs to its process: if no answer is applied by
   *     then, it is due again
   */
  public CallTable(
      JdbcTemplate jdbc, Signal added, Supplier<@Nullable CallMaker> maker, Duration lease) {
    this.jdbc = jdbc;
    this.added = added;
    this.maker = maker;
    this.lease = lease;
    this.vacuum = new QueueVacuum(jdbc, "call");
  }

  /**
   * A call that this process has taken.
   *
   * @param attempt how often it has been tried, with this time
   */
  public record Due(Call call, int attempt) {}

  /** A call whose outcome stays unknown, to be made again after a while. */
  public record Retry(String idempotencyKey, Duration after, String error) {}

  /**
   * Adds calls in the current transaction. Those for which this process has a place are written as
   * taken and made after the commit, which saves claiming them; the others are due at once.
   */
  public void add(List<Call> calls) {
    if (calls.isEmpty()) {
      return;
    }
    CallMaker here = maker.get();
    if (here == null) {
      throw new IllegalStateException(
          "a decision asks for %s, but this service has no CallClient bean"
              .formatted(calls.getFirst().idempotencyKey()));
    }
    int taken = here.reserve(calls.size());
    makeAfterCommit(here, calls.subList(0, taken));
    insert(calls, taken);
    CALLS_ADDED.reach();
    if (taken < calls.size()) {
      added.raiseAfterCommit();
    }
  }

  private static void makeAfterCommit(CallMaker maker, List<Call> taken) {
    TransactionSynchronizationManager.registerSynchronization(
        new TransactionSynchronization() {
          @Override
          public void afterCompletion(int status) {
            if (status == STATUS_COMMITTED) {
              maker.make(taken.stream().map(call -> new Due(call, 1)).toList());
            } else {
              maker.release(taken.size());
            }
          }
        });
  }

  private void insert(List<Call> calls, int taken) {
    jdbc.update(
        connection -> {
          PreparedStatement insert =
              connection.prepareStatement(
                  """
                  INSERT INTO call (
                    idempotency_key, order_id, user_id, body, traceparent, attempt, due_at)
                  SELECT idempotency_key, order_id, user_id, body, traceparent, attempt,
                    clock_timestamp() + attempt * make_interval(secs => ?)
                  FROM unnest(?, ?::uuid[], ?, ?, ?) WITH ORDINALITY
                    AS c (idempotency_key, order_id, user_id, body, traceparent, position),
                    LATERAL (SELECT (position <= ?)::int AS attempt)
                  """);
          insert.setDouble(1, seconds(lease));
          insert.setArray(2, texts(connection, calls, Call::idempotencyKey));
          insert.setArray(3, texts(connection, calls, call -> call.orderId().toString()));
          insert.setArray(4, texts(connection, calls, Call::userId));
          insert.setArray(5, texts(connection, calls, Call::body));
          insert.setArray(6, texts(connection, calls, Call::traceparent));
          insert.setInt(7, taken);
          return insert;
        });
  }

  /** Takes calls that are due. Not in a transaction. */
  public List<Due> take(int limit) {
    vacuum.run();
    return jdbc.query(
        """
        UPDATE call
        SET due_at = clock_timestamp() + make_interval(secs => ?), attempt = attempt + 1
        WHERE ctid = ANY (ARRAY (
          SELECT ctid FROM call WHERE due_at <= statement_timestamp()
          ORDER BY due_at LIMIT ? FOR UPDATE SKIP LOCKED))
        RETURNING idempotency_key, order_id, user_id, body, traceparent, attempt
        """,
        (row, number) ->
            new Due(
                new Call(
                    row.getString(1),
                    row.getObject(2, UUID.class),
                    row.getString(3),
                    row.getString(4),
                    row.getString(5)),
                row.getInt(6)),
        seconds(lease),
        limit);
  }

  /**
   * Forgets calls, because their answers are applied in the current transaction.
   *
   * @return the keys of those that were still open; the answers to the others are applied already
   */
  public Set<String> close(Collection<String> idempotencyKeys) {
    Set<String> open =
        new HashSet<>(
            jdbc.query(
                connection -> {
                  PreparedStatement delete =
                      connection.prepareStatement(
                          "DELETE FROM call WHERE idempotency_key = ANY (?) RETURNING"
                              + " idempotency_key");
                  delete.setArray(
                      1, connection.createArrayOf("text", idempotencyKeys.toArray(String[]::new)));
                  return delete;
                },
                (row, number) -> row.getString(1)));
    vacuum.count(open.size());
    return open;
  }

  /**
   * Gives calls back that are to be made again. One that another replica is just closing or giving
   * back is left alone: it locks calls in another order, and knows more.
   */
  public void retry(List<Retry> retries) {
    jdbc.update(
        connection -> {
          PreparedStatement update =
              connection.prepareStatement(
                  """
                  UPDATE call
                  SET due_at = clock_timestamp() + make_interval(secs => r.seconds),
                      last_error = r.error
                  FROM unnest(?, ?, ?) AS r(idempotency_key, seconds, error)
                  WHERE call.idempotency_key = r.idempotency_key
                    AND call.idempotency_key IN (
                      SELECT idempotency_key FROM call WHERE idempotency_key = ANY (?)
                      FOR UPDATE SKIP LOCKED)
                  """);
          update.setArray(1, texts(connection, retries, Retry::idempotencyKey));
          update.setArray(
              2,
              connection.createArrayOf(
                  "float8", retries.stream().map(retry -> seconds(retry.after())).toArray()));
          update.setArray(3, texts(connection, retries, Retry::error));
          update.setArray(4, texts(connection, retries, Retry::idempotencyKey));
          return update;
        });
  }

  /** How many calls wait for their answer. */
  public long open() {
    return jdbc.queryForObject("SELECT count(*) FROM call", Long.class);
  }

  /**
   * How many calls wait for their answer, without counting on where there are more than so many.
   */
  long openUpTo(long most) {
    return jdbc.queryForObject(
        "SELECT count(*) FROM (SELECT FROM call LIMIT ?) AS c", Long.class, most);
  }

  /** How long the oldest call has been waiting for its answer, in seconds; 0 if none is. */
  public double ageSeconds() {
    return jdbc.queryForObject(
        "SELECT coalesce(extract(epoch FROM clock_timestamp() - min(created_at)), 0) FROM call",
        Double.class);
  }

  private static double seconds(Duration duration) {
    return duration.toMillis() / 1000.0;
  }

  private static <T> Array texts(
      Connection connection, List<T> rows, Function<T, @Nullable String> column)
      throws SQLException {
    return connection.createArrayOf("text", rows.stream().map(column).toArray(String[]::new));
  }
}
