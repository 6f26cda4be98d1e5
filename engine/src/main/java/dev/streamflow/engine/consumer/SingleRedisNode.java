package dev.streamflow.engine.consumer;

import redis.clients.jedis.Connection;
import redis.clients.jedis.ConnectionPool;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.JedisClientConfig;

/** One Redis server that keeps all keys. */
final class SingleRedisNode implements RedisNodes {

  private final HostAndPort address;
  private final ConnectionPool connections;

  SingleRedisNode(HostAndPort address, JedisClientConfig client) {
    this.address = address;
    this.connections = new ConnectionPool(address, client);
  }

  @Override
  public HostAndPort nodeOf(String key) {
    return address;
  }

  @Override
  public Connection connect(HostAndPort node) {
    return connections.getResource();
  }

  @Override
  public void close() {
    connections.close();
  }
}
