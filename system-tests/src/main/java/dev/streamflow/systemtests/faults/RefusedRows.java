package dev.streamflow.systemtests.faults;

import java.time.Instant;
import java.time.ZoneOffset;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Lets a service's own database refuse the rows of some users, by a trigger on one of its tables.
 * It is there from the beginning, so that switching it on and off locks nobody out.
 */
public final class RefusedRows implements AutoCloseable {

  /** A lock that was not granted in time: it may work later. */
  public static final String FOR_NOW = "55P03";

  /** A key that exists already: it never works. */
  public static final String FOR_GOOD = "23505";

  private final JdbcClient database;
  private final String table;

  private RefusedRows(JdbcClient database, String table) {
    this.database = database;
    this.table = table;
  }

  /**
   * Prepares it; refuses nobody yet.
   *
   * @param table one with a column user_id
   */
  public static RefusedRows of(DataSource database, String table) {
    RefusedRows refused = new RefusedRows(JdbcClient.create(database), table);
    refused.close();
    refused.create();
    return refused;
  }

  private void create() {
    database
        .sql(
            """
            CREATE TABLE refused_user (
              user_id    text PRIMARY KEY,
              sql_state  text NOT NULL,
              until_when timestamptz NOT NULL DEFAULT 'infinity');
            CREATE FUNCTION refuse_row() RETURNS trigger LANGUAGE plpgsql AS $$
            DECLARE
              refused text := (SELECT sql_state FROM refused_user
                WHERE user_id = NEW.user_id AND until_when > clock_timestamp());
            BEGIN
              IF refused IS NOT NULL THEN
                RAISE EXCEPTION 'refused on purpose' USING ERRCODE = refused;
              END IF;
              RETURN NEW;
            END $$;
            CREATE TRIGGER refuse_row BEFORE INSERT OR UPDATE ON %s
              FOR EACH ROW EXECUTE FUNCTION refuse_row()
            """
                .formatted(table))
        .update();
  }

  /** Refuses the rows of a user from now on, with PostgreSQL's code of an error. */
  public void refuse(String user, String sqlState) {
    database
        .sql("INSERT INTO refused_user (user_id, sql_state) VALUES (?, ?)")
        .params(user, sqlState)
        .update();
  }

  /** Takes the rows of a user again, from a moment on. */
  public void accept(String user, Instant from) {
    database
        .sql("UPDATE refused_user SET until_when = ? WHERE user_id = ?")
        .params(from.atOffset(ZoneOffset.UTC), user)
        .update();
  }

  /** Takes all rows again and leaves no trace. */
  @Override
  public void close() {
    database
        .sql(
            """
            DROP TRIGGER IF EXISTS refuse_row ON %s;
            DROP FUNCTION IF EXISTS refuse_row;
            DROP TABLE IF EXISTS refused_user
            """
                .formatted(table))
        .update();
  }
}
