package dev.streamflow.engine.outbox;

import dev.streamflow.engine.worker.Signal;
import dev.streamflow.engine.worker.Worker;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/** Hears from the database that another replica has appended to the outbox, and wakes the relay. */
public final class OutboxNotifications extends Worker {

  private static final int LONGEST_WAIT_MILLIS = 1000;

  private final DataSource database;
  private final Signal signal;
  private @Nullable Connection connection;

  public OutboxNotifications(DataSource database, Signal signal, int phase) {
    super("outbox-notifications", phase, Duration.ofSeconds(3));
    this.database = database;
    this.signal = signal;
  }

  @Override
  protected void work() throws Exception {
    Connection listening = connection == null ? listen() : connection;
    try {
      if (listening.unwrap(PGConnection.class).getNotifications(LONGEST_WAIT_MILLIS).length > 0) {
        signal.raise();
      }
    } catch (Exception e) {
      close();
      throw e;
    }
  }

  private Connection listen() throws SQLException {
    Connection fresh = database.getConnection();
    connection = fresh;
    try (Statement statement = fresh.createStatement()) {
      statement.execute("LISTEN " + OutboxTable.CHANNEL);
    }
    signal.raise();
    return fresh;
  }

  @Override
  protected void wake() {
    // It waits for a second at most.
  }

  @Override
  protected void close() {
    Connection closing = connection;
    connection = null;
    if (closing != null) {
      try (closing;
          Statement statement = closing.createStatement()) {
        statement.execute("UNLISTEN *");
      } catch (SQLException e) {
        // The pool throws the connection away.
      }
    }
  }
}
