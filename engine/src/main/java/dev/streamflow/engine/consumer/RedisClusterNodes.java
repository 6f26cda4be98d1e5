package dev.streamflow.engine.consumer;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import redis.clients.jedis.Connection;
import redis.clients.jedis.ConnectionPoolConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.JedisClientConfig;
import redis.clients.jedis.exceptions.JedisException;
import redis.clients.jedis.providers.ClusterConnectionProvider;
import redis.clients.jedis.util.JedisClusterCRC16;

/**
 * The masters of a Redis cluster. Who they are is asked in the background, at first and from time
 * to time, so that a cluster that is not there keeps nobody waiting.
 */
final class RedisClusterNodes implements RedisNodes {

  private static final Logger log = LoggerFactory.getLogger(RedisClusterNodes.class);
  private static final Duration INTERVAL = Duration.ofSeconds(5);

  private final List<HostAndPort> addresses;
  private final JedisClientConfig client;
  private final Thread observer;
  private volatile @Nullable ClusterConnectionProvider cluster;

  /**
   * @param addresses some nodes, which know the others
   */
  RedisClusterNodes(List<HostAndPort> addresses, JedisClientConfig client) {
    this.addresses = addresses;
    this.client = client;
    this.observer = Thread.ofVirtual().name("redis-cluster").start(this::keepUp);
  }

  private void keepUp() {
    try {
      while (true) {
        if (cluster == null) {
          discover();
        } else {
          cluster.renewSlotCache();
        }
        Thread.sleep(INTERVAL);
      }
    } catch (InterruptedException closed) {
      Thread.currentThread().interrupt();
    }
  }

  private void discover() {
    try {
      cluster =
          new ClusterConnectionProvider(
              new LinkedHashSet<>(addresses), client, new ConnectionPoolConfig());
    } catch (JedisException e) {
      log.warn("No node of the Redis cluster can be asked for the others: {}", addresses, e);
    }
  }

  @Override
  public @Nullable HostAndPort nodeOf(String key) {
    ClusterConnectionProvider known = cluster;
    return known == null ? null : known.getNode(JedisClusterCRC16.getSlot(key));
  }

  @Override
  public Connection connect(HostAndPort node) {
    return cluster.getConnection(node);
  }

  @Override
  public void close() {
    observer.interrupt();
    try {
      observer.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (cluster != null) {
      cluster.close();
    }
  }
}
