package dev.streamflow.engine.autoconfigure;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;

/**
 * Brings the engine's tables, then the service's. The engine has a history of its own, so that its
 * versions and the service's do not meet. Replicas that start together migrate one after the other:
 * Flyway locks its history table, but not the making of it. A replica asks again and again, because
 * a statement that blocks keeps a snapshot, and a CREATE INDEX CONCURRENTLY of the other would wait
 * for that. It waits as long as the other takes: a service without its tables is of no use.
 */
final class EngineFlyway implements FlywayMigrationStrategy {

  private static final String LOCK = "(hashtext('streamflow.migrations'))";
  private static final Duration ASK_AGAIN_AFTER = Duration.ofMillis(100);

  @Override
  public void migrate(Flyway service) {
    DataSource database = service.getConfiguration().getDataSource();
    // PostgreSQL gives the lock of a replica that dies back with its connection.
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      while (!isTrue(statement, "SELECT pg_try_advisory_lock" + LOCK)) {
        LockSupport.parkNanos(ASK_AGAIN_AFTER.toNanos());
      }
      try {
        migrateEngine(database);
        migrateService(service);
      } finally {
        isTrue(statement, "SELECT pg_advisory_unlock" + LOCK);
      }
    } catch (SQLException e) {
      throw new FlywayException("The lock for migrations cannot be taken", e);
    }
  }

  private static boolean isTrue(Statement statement, String query) throws SQLException {
    try (ResultSet answer = statement.executeQuery(query)) {
      return answer.next() && answer.getBoolean(1);
    }
  }

  private static void migrateEngine(DataSource database) {
    Flyway.configure()
        .dataSource(database)
        .locations("classpath:db/engine")
        .table("engine_schema_history")
        .baselineOnMigrate(true)
        .baselineVersion("0")
        .load()
        .migrate();
  }

  private static void migrateService(Flyway service) {
    Flyway.configure()
        .configuration(service.getConfiguration())
        .baselineOnMigrate(true)
        .baselineVersion("0")
        .load()
        .migrate();
  }
}
