package dev.streamflow.engine.faults;

import static dev.streamflow.engine.faults.Doors.SERVICE;
import static dev.streamflow.engine.faults.Doors.SOON;
import static dev.streamflow.engine.faults.Doors.STACK;
import static org.awaitility.Awaitility.await;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.UUID;
import org.postgresql.PGConnection;
import org.springframework.jdbc.core.JdbcTemplate;

/** A transaction beside the engine's, which holds locks until it is closed. */
final class OtherTransaction implements AutoCloseable {

  /** A deadlock has to be made before the database looks for one, which it does after a second. */
  private static final Duration OFTEN = Duration.ofMillis(10);

  private static final JdbcTemplate DATABASE = new JdbcTemplate(STACK.databaseOf(SERVICE));

  private final Connection connection;

  OtherTransaction() throws SQLException {
    connection = DATABASE.getDataSource().getConnection();
    connection.setAutoCommit(false);
  }

  /** Changes nothing, but holds the row as a change would. */
  void touch(UUID order) throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement("UPDATE tally SET last = last WHERE order_id = ?")) {
      update.setObject(1, order);
      update.executeUpdate();
    }
  }

  /** Waits until another transaction waits for this one. */
  void awaitWaiter() throws SQLException {
    int pid = connection.unwrap(PGConnection.class).getBackendPID();
    await()
        .atMost(SOON)
        .pollInterval(OFTEN)
        .until(
            () ->
                DATABASE.queryForObject(
                    "SELECT count(*) > 0 FROM pg_stat_activity WHERE ? = ANY"
                        + " (pg_blocking_pids(pid))",
                    Boolean.class,
                    pid));
  }

  void commit() throws SQLException {
    connection.commit();
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
