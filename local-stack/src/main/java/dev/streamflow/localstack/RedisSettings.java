package dev.streamflow.localstack;

/**
 * The {@code redis.conf} of a server that keeps its data in memory only.
 *
 * @param address where it listens to its clients
 * @param special what is set beside the usual
 */
record RedisSettings(Endpoints.Secured access, String address, String special) {

  String text() {
    return """
    bind %s
    port %d
    requirepass %s
    save ""
    appendonly no
    %s
    """
        .formatted(address, access.port(), access.password(), special);
  }
}
