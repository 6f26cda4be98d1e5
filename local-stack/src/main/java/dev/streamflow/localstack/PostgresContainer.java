package dev.streamflow.localstack;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/** PostgreSQL in a container, with a database and a role for each service. */
record PostgresContainer(Endpoints endpoints) implements Server {

  static final String IMAGE = "postgres:17";

  private static final int PORT = 5432;

  @Override
  public String name() {
    return PostgresServer.NAME;
  }

  @Override
  public void prepare() {}

  @Override
  public ContainerSpec spec() {
    return new ContainerSpec(
        name(),
        IMAGE,
        List.of("postgres", "-c", "max_connections=200", "-c", "shared_buffers=256MB"),
        Map.of(
            "POSTGRES_USER",
            PostgresSuperuser.NAME,
            "POSTGRES_PASSWORD",
            endpoints.postgres().password(),
            "POSTGRES_INITDB_ARGS",
            "--auth-host=scram-sha-256 --locale-provider=builtin --locale=C.UTF-8"
                + " --encoding=UTF8 --no-sync"),
        Map.of(),
        endpoints.postgres().port(),
        PORT,
        new PostgresSuperuser(endpoints)::isAnswered);
  }

  @Override
  public void furnish() throws SQLException {
    new PostgresSuperuser(endpoints).createDatabases();
  }
}
