package dev.streamflow.engine.autoconfigure;

import org.flywaydb.core.Flyway;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;

/**
 * Brings the engine's tables, then the service's. The engine has a history of its own, so that its
 * versions and the service's do not meet.
 */
final class EngineFlyway implements FlywayMigrationStrategy {

  @Override
  public void migrate(Flyway service) {
    Flyway.configure()
        .dataSource(service.getConfiguration().getDataSource())
        .locations("classpath:db/engine")
        .table("engine_schema_history")
        .baselineOnMigrate(true)
        .baselineVersion("0")
        .load()
        .migrate();
    Flyway.configure()
        .configuration(service.getConfiguration())
        .baselineOnMigrate(true)
        .baselineVersion("0")
        .load()
        .migrate();
  }
}
