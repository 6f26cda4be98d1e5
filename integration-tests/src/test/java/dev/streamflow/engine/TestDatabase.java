package dev.streamflow.engine;

import dev.streamflow.localstack.LocalStack;
import java.util.List;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.jdbc.core.JdbcTemplate;

/** For tests of parts of the engine: a service's database with all tables, and no service. */
public final class TestDatabase {

  private TestDatabase() {}

  /** The database of a service, with the engine's tables and those of the test service. */
  public static DataSource of(String service) {
    // Whoever waits for a lock that is never given back fails, and does not hang.
    return of(service, "10s");
  }

  /**
   * @param lockTimeout how long a transaction waits for a lock, in PostgreSQL's words
   */
  public static DataSource of(String service, String lockTimeout) {
    PGSimpleDataSource database = (PGSimpleDataSource) LocalStack.shared().databaseOf(service);
    database.setOptions("-c lock_timeout=" + lockTimeout);
    migrate(database, "classpath:db/engine", "engine_schema_history");
    migrate(database, "classpath:db/migration", "flyway_schema_history");
    return database;
  }

  /** Drops all partitions of the inbox: for tests that bring their own time. */
  public static void dropInboxPartitions(JdbcTemplate jdbc) {
    List<String> partitions =
        jdbc.queryForList(
            "SELECT inhrelid::regclass::text FROM pg_inherits WHERE inhparent = 'inbox'::regclass",
            String.class);
    if (!partitions.isEmpty()) {
      jdbc.execute("DROP TABLE " + String.join(", ", partitions));
    }
  }

  private static void migrate(DataSource database, String location, String history) {
    Flyway.configure()
        .dataSource(database)
        .locations(location)
        .table(history)
        .baselineOnMigrate(true)
        .baselineVersion("0")
        .load()
        .migrate();
  }
}
