package dev.streamflow.localstack;

import java.net.URI;
import java.util.Map;

/**
 * Where the servers are and what opens them: all that a client needs.
 *
 * @param kafkaPort of the broker
 * @param kafkaControllerPort for Kafka alone
 * @param registryPort of the schema registry
 * @param redis its port and password
 * @param postgres its port and the superuser's password
 * @param rolePasswords by service
 */
record Endpoints(
    int kafkaPort,
    int kafkaControllerPort,
    int registryPort,
    Secured redis,
    Secured postgres,
    Map<String, String> rolePasswords) {

  static final String LOOPBACK = "127.0.0.1";

  /** A port with the password of the one user that owns the server behind it. */
  record Secured(int port, String password) {
    String redisUrl() {
      return "redis://:" + password + "@" + LOOPBACK + ":" + port;
    }

    @Override
    public String toString() {
      return "port " + port;
    }
  }

  int portOf(String server) {
    return switch (server) {
      case "postgres" -> postgres.port();
      case "redis" -> redis.port();
      case "registry" -> registryPort;
      default -> throw new IllegalArgumentException("There is no way to stand before " + server);
    };
  }

  String bootstrapServers() {
    return LOOPBACK + ":" + kafkaPort;
  }

  URI registry() {
    return URI.create("http://" + LOOPBACK + ":" + registryPort + "/apis/ccompat/v7");
  }

  String redisUrl() {
    return redis.redisUrl();
  }

  String jdbcUrl(String database) {
    return "jdbc:postgresql://" + LOOPBACK + ":" + postgres.port() + "/" + database;
  }

  String rolePassword(String service) {
    String password = rolePasswords.get(service);
    if (password == null) {
      throw new IllegalArgumentException(
          service + " has no database. Those that have: " + rolePasswords.keySet());
    }
    return password;
  }

  /** The database of a service, and the role that owns it. */
  static String databaseOf(String service) {
    return service.replace('-', '_');
  }

  @Override
  public String toString() {
    return "Kafka "
        + kafkaPort
        + ", registry "
        + registryPort
        + ", Redis "
        + redis
        + ", PostgreSQL "
        + postgres;
  }
}
