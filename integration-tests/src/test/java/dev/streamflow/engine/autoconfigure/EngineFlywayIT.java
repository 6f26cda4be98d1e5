package dev.streamflow.engine.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.streamflow.localstack.LocalStack;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.jdbc.core.JdbcTemplate;

/** Replicas of a service that start at the same moment, where there are no tables yet. */
class EngineFlywayIT {

  private static final String SCHEMA = "new_service";

  private final PGSimpleDataSource database =
      (PGSimpleDataSource) LocalStack.shared().databaseOf("inventory-service");
  private final JdbcTemplate jdbc = new JdbcTemplate(database);

  @BeforeEach
  void beginWithoutTables() {
    jdbc.execute("DROP SCHEMA IF EXISTS %1$s CASCADE; CREATE SCHEMA %1$s".formatted(SCHEMA));
    database.setCurrentSchema(SCHEMA);
  }

  @Test
  void waitsForAReplicaThatMigrates() throws SQLException {
    CompletableFuture<Void> migration;
    try (Connection ofTheOther = database.getConnection()) {
      // Given
      ofTheOther
          .createStatement()
          .execute("SELECT pg_advisory_lock(hashtext('streamflow.migrations'))");

      // When
      migration = CompletableFuture.runAsync(this::migrate);

      // Then
      await().during(Duration.ofSeconds(1)).until(() -> tables().isEmpty());
    }
    migration.join();
    assertThat(tables()).contains("engine_schema_history", "inbox", "flyway_schema_history");
  }

  private void migrate() {
    new EngineFlyway().migrate(Flyway.configure().dataSource(database).load());
  }

  private List<String> tables() {
    return jdbc.queryForList(
        "SELECT tablename FROM pg_tables WHERE schemaname = ?", String.class, SCHEMA);
  }
}
