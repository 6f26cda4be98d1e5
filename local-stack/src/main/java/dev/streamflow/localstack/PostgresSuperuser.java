package dev.streamflow.localstack;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/** The one who may do everything in a PostgreSQL server that runs. */
record PostgresSuperuser(Endpoints endpoints) {

  static final String NAME = "postgres";

  /** Whether the server answers. */
  boolean isAnswered() throws SQLException {
    try (Connection connection = dataSource().getConnection()) {
      return connection.isValid(0);
    }
  }

  /** Makes a database and a role for each service. */
  void createDatabases() throws SQLException {
    Databases.create(dataSource(), endpoints.rolePasswords());
  }

  private DataSource dataSource() {
    return Databases.dataSource(endpoints.jdbcUrl(NAME), NAME, endpoints.postgres().password());
  }
}
