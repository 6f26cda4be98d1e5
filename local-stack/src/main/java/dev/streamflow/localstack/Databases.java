package dev.streamflow.localstack;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/** A database of its own for each service, which no other service's role can enter. */
final class Databases {

  private Databases() {}

  /**
   * Creates databases and roles.
   *
   * @param superuser connections of the one who may
   * @param passwords of the roles, by service
   */
  static void create(DataSource superuser, Map<String, String> passwords) throws SQLException {
    try (Connection connection = superuser.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("REVOKE CONNECT ON DATABASE postgres, template1 FROM PUBLIC");
      for (Map.Entry<String, String> each : passwords.entrySet()) {
        create(statement, Endpoints.databaseOf(each.getKey()), each.getValue());
      }
    }
  }

  private static void create(Statement statement, String name, String password)
      throws SQLException {
    String quoted = statement.enquoteIdentifier(name, true);
    statement.execute(
        "CREATE ROLE %s LOGIN PASSWORD %s".formatted(quoted, statement.enquoteLiteral(password)));
    statement.execute("CREATE DATABASE %s OWNER %s".formatted(quoted, quoted));
    statement.execute("REVOKE ALL ON DATABASE %s FROM PUBLIC".formatted(quoted));
  }

  static DataSource dataSource(String url, String user, String password) {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setUrl(url);
    source.setUser(user);
    source.setPassword(password);
    return source;
  }
}
