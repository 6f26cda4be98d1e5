package dev.streamflow.localstack;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import javax.sql.DataSource;

/**
 * A test's own transaction that holds a lock, so that others queue up behind it in an order which
 * the test decides: PostgreSQL hands a row to those who wait for it in the order of their coming.
 */
public final class HeldLock implements AutoCloseable {

  private static final String WAITING =
      """
      SELECT count(*) FROM pg_stat_activity
      WHERE datname = current_database() AND wait_event_type = 'Lock'
      """;

  private final Connection connection;

  private HeldLock(Connection connection) {
    this.connection = connection;
  }

  /** Runs a statement that locks something, such as {@code SELECT … FOR UPDATE}, and holds it. */
  public static HeldLock by(DataSource database, String sql, Object... parameters) {
    try {
      HeldLock held = new HeldLock(database.getConnection());
      held.connection.setAutoCommit(false);
      try (PreparedStatement statement = held.connection.prepareStatement(sql)) {
        for (int i = 0; i < parameters.length; i++) {
          statement.setObject(i + 1, parameters[i]);
        }
        statement.execute();
      }
      return held;
    } catch (SQLException e) {
      throw new LocalStackException("The lock was not granted: " + sql, e);
    }
  }

  /** How many transactions wait for a lock in a database now. */
  public static int waitingIn(DataSource database) {
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(WAITING);
        ResultSet row = statement.executeQuery()) {
      row.next();
      return row.getInt(1);
    } catch (SQLException e) {
      throw new LocalStackException("Cannot see who waits", e);
    }
  }

  /** Lets the first in the queue go on. */
  @Override
  public void close() {
    try (connection) {
      connection.rollback();
    } catch (SQLException e) {
      throw new LocalStackException("The lock was not given back in good order", e);
    }
  }
}
