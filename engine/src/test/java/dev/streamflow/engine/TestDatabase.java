package dev.streamflow.engine;

import dev.streamflow.localstack.LocalStack;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/** For tests of parts of the engine: a service's database with all tables, and no service. */
public final class TestDatabase {

  private TestDatabase() {}

  /** The database of a service, with the engine's tables and those of the test service. */
  public static DataSource of(String service) {
    DataSource database = LocalStack.shared().databaseOf(service);
    migrate(database, "classpath:db/engine", "engine_schema_history");
    migrate(database, "classpath:db/migration", "flyway_schema_history");
    return database;
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
