package dev.streamflow.engine.outbox;

import static dev.streamflow.engine.failpoint.Failpoint.OUTBOX_APPENDED;

import dev.streamflow.engine.worker.QueueVacuum;
import dev.streamflow.engine.worker.Signal;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.IllegalTransactionStateException;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** What is to be published, in the table of the service's own database. */
public final class OutboxTable {

  static final String CHANNEL = "outbox";

  private final JdbcTemplate jdbc;
  private final Signal appended;
  private final BooleanSupplier relayIsHere;
  private final QueueVacuum vacuum;

  /**
   * @param appended raised after each commit that has appended something
   * @param relayIsHere whether the relay of this process is the active one; if not, the commit also
   *     notifies the other replicas
   */
  public OutboxTable(JdbcTemplate jdbc, Signal appended, BooleanSupplier relayIsHere) {
    this.jdbc = jdbc;
    this.appended = appended;
    this.relayIsHere = relayIsHere;
    this.vacuum = new QueueVacuum(jdbc, "outbox");
  }

  /** Appends records in the current transaction, in this order. */
  public void append(List<OutboxRecord> records) {
    if (!TransactionSynchronizationManager.isActualTransactionActive()) {
      throw new IllegalTransactionStateException("the outbox is written in a transaction");
    }
    if (records.isEmpty()) {
      return;
    }
    jdbc.update(connection -> insert(connection, records));
    OUTBOX_APPENDED.reach();
    if (!relayIsHere.getAsBoolean()) {
      jdbc.queryForList("SELECT pg_notify(?, '')", CHANNEL);
    }
    appended.raiseAfterCommit();
  }

  private static PreparedStatement insert(Connection connection, List<OutboxRecord> records)
      throws SQLException {
    int size = records.size();
    String[] topics = new String[size];
    byte[][] keys = new byte[size][];
    byte[][] values = new byte[size][];
    byte[][] headers = new byte[size][];
    for (int i = 0; i < size; i++) {
      OutboxRecord each = records.get(i);
      topics[i] = each.topic();
      keys[i] = each.key();
      values[i] = each.value();
      headers[i] = HeaderBytes.write(each.headers());
    }
    PreparedStatement statement =
        connection.prepareStatement(
            """
            INSERT INTO outbox (topic, record_key, value, headers)
            SELECT topic, record_key, value, headers
            FROM unnest(?, ?, ?, ?) WITH ORDINALITY AS r(topic, record_key, value, headers, position)
            ORDER BY position
            """);
    statement.setArray(1, connection.createArrayOf("text", topics));
    statement.setArray(2, connection.createArrayOf("bytea", keys));
    statement.setArray(3, connection.createArrayOf("bytea", values));
    statement.setArray(4, connection.createArrayOf("bytea", headers));
    return statement;
  }

  /** A row that waits to be published. */
  record Row(long id, OutboxRecord record) {}

  /** The oldest rows that are visible now, in the order of their ids. */
  List<Row> oldest(int limit) {
    return jdbc.query(
        "SELECT id, topic, record_key, value, headers FROM outbox ORDER BY id LIMIT ?",
        (row, number) ->
            new Row(
                row.getLong(1),
                new OutboxRecord(
                    row.getString(2),
                    row.getBytes(3),
                    row.getBytes(4),
                    HeaderBytes.read(row.getBytes(5)))),
        limit);
  }

  /** Forgets rows that Kafka has acknowledged. Not in a transaction. */
  void delete(List<Long> ids) {
    jdbc.update(
        connection -> {
          Array array = connection.createArrayOf("bigint", ids.toArray(Long[]::new));
          PreparedStatement statement =
              connection.prepareStatement("DELETE FROM outbox WHERE id = ANY (?)");
          statement.setArray(1, array);
          return statement;
        });
    vacuum.count(ids.size());
    vacuum.run();
  }

  /** How many rows wait. */
  public long depth() {
    return jdbc.queryForObject("SELECT count(*) FROM outbox", Long.class);
  }

  /** How long the oldest row has been waiting, in seconds; 0 if none is. */
  public double ageSeconds() {
    return jdbc.queryForObject(
        "SELECT coalesce(extract(epoch FROM clock_timestamp() - min(created_at)), 0) FROM outbox",
        Double.class);
  }
}
