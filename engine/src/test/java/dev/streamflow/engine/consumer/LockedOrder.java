package dev.streamflow.engine.consumer;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.UUID;
import javax.sql.DataSource;

/** An order's row that a transaction holds which has nothing to do with the engine. */
final class LockedOrder implements AutoCloseable {

  private final Connection connection;

  LockedOrder(DataSource database, UUID order) throws SQLException {
    connection = database.getConnection();
    connection.setAutoCommit(false);
    try (PreparedStatement update =
        connection.prepareStatement("UPDATE tally SET last = last WHERE order_id = ?")) {
      update.setObject(1, order);
      update.executeUpdate();
    }
  }

  @Override
  public void close() throws SQLException {
    connection.rollback();
    connection.close();
  }
}
