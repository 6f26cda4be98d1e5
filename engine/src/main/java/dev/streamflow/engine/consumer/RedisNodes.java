package dev.streamflow.engine.consumer;

import java.util.List;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.Connection;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.JedisClientConfig;
import redis.clients.jedis.util.JedisURIHelper;

/** Which Redis server keeps which key. */
interface RedisNodes extends AutoCloseable {

  /** The server that keeps a key; null while that is not known. Never waits. */
  @Nullable HostAndPort nodeOf(String key);

  /** A connection to a server, to be closed after use. */
  Connection connect(HostAndPort node);

  @Override
  void close();

  /** The servers that the settings name; none has to be there yet. */
  static RedisNodes of(RedisSettings settings) {
    List<HostAndPort> addresses =
        settings.url().stream().map(JedisURIHelper::getHostAndPort).toList();
    int timeoutMillis = (int) settings.timeout().toMillis();
    JedisClientConfig client =
        DefaultJedisClientConfig.builder(settings.url().getFirst())
            .connectionTimeoutMillis(timeoutMillis)
            .socketTimeoutMillis(timeoutMillis)
            .build();
    return settings.cluster()
        ? new RedisClusterNodes(addresses, client)
        : new SingleRedisNode(addresses.getFirst(), client);
  }
}
