package dev.streamflow.localstack;

import java.util.List;
import java.util.Map;

/**
 * Redis in a container, empty, opened by a password, keeping its data in memory only.
 *
 * @param name unique in its stack
 * @param access its port, the same outside and inside, and its password
 * @param special what is set beside the usual
 */
record RedisContainer(String name, Endpoints.Secured access, String special) implements Server {

  static final String IMAGE = "redis:8-alpine";

  private static final String SETTINGS_FILE = "/usr/local/etc/redis.conf";
  private static final String ALL_ADDRESSES = "0.0.0.0";

  RedisContainer(Endpoints.Secured access) {
    this(RedisServer.NAME, access, "");
  }

  @Override
  public void prepare() {}

  @Override
  public ContainerSpec spec() {
    return new ContainerSpec(
        name,
        IMAGE,
        List.of("redis-server", SETTINGS_FILE),
        Map.of(),
        Map.of(SETTINGS_FILE, new RedisSettings(access, ALL_ADDRESSES, special).text()),
        access.port(),
        access.port(),
        new RedisNode(access)::answers);
  }

  @Override
  public void furnish() {}
}
