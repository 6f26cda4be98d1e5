package dev.streamflow.localstack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A Redis cluster of three masters without replicas, which share the slots among them. When one is
 * lost, the other two go on serving theirs. Its nodes belong to a stack and end with it.
 */
public final class RedisCluster implements AutoCloseable {

  private static final int NODES = 3;
  private static final int SLOTS = 16_384;

  /** Redis' own rule: nodes talk to each other at their clients' port plus this. */
  private static final int BUS_PORT_DISTANCE = 10_000;

  private static final String SETTINGS =
      """
      cluster-enabled yes
      cluster-node-timeout 1000
      cluster-require-full-coverage no
      """;

  private static final List<String> HEALTHY =
      List.of("cluster_state:ok", "cluster_known_nodes:3", "cluster_slots_ok:16384");
  private static final Duration HEALTH_TIMEOUT = Duration.ofSeconds(30);

  private final LocalStack stack;
  private final List<RedisServer> servers;

  private RedisCluster(LocalStack stack, List<RedisServer> servers) {
    this.stack = stack;
    this.servers = servers;
  }

  /** Starts a cluster beside the servers of a stack; returns when all its nodes serve. */
  static RedisCluster start(LocalStack stack, Path data) {
    try {
      // Its own: another cluster of this stack may have had the same ports.
      return start(stack, ServerFiles.find(), Files.createTempDirectory(data, "redis-cluster-"));
    } catch (IOException e) {
      throw new LocalStackException("The Redis cluster cannot be formed: " + e.getMessage(), e);
    }
  }

  private static RedisCluster start(LocalStack stack, ServerFiles files, Path folder)
      throws IOException {
    List<RedisServer> servers =
        NewEndpoints.forRedisNodes(NODES, BUS_PORT_DISTANCE).stream()
            .map(
                node ->
                    new RedisServer(files, node, folder.resolve("redis-" + node.port()), SETTINGS))
            .toList();
    RedisCluster cluster = new RedisCluster(stack, servers);
    cluster.start();
    return cluster;
  }

  private void start() throws IOException {
    for (RedisServer server : servers) {
      server.prepare();
    }
    stack.run(servers.stream().map(RedisServer::spec).toList());
    for (int i = 0; i < NODES; i++) {
      introduce(i);
    }
    awaitHealth();
  }

  private void introduce(int number) throws IOException {
    RedisNode node = node(number);
    String slots =
        IntStream.range(number * SLOTS / NODES, (number + 1) * SLOTS / NODES)
            .mapToObj(Integer::toString)
            .collect(Collectors.joining(" "));
    require(node.ask("CLUSTER ADDSLOTS " + slots));
    int first = servers.getFirst().access().port();
    require(node.ask("CLUSTER MEET " + Endpoints.LOOPBACK + " " + first));
  }

  private static void require(String answer) {
    if (!"+OK".equals(answer)) {
      throw new LocalStackException("Redis says " + answer);
    }
  }

  private void awaitHealth() {
    try {
      process(0).awaitReady(this::isHealthy, HEALTH_TIMEOUT);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LocalStackException("Interrupted while waiting for the Redis cluster", e);
    }
  }

  private boolean isHealthy() throws IOException {
    for (int i = 0; i < NODES; i++) {
      if (!node(i).ask("CLUSTER INFO").lines().toList().containsAll(HEALTHY)) {
        return false;
      }
    }
    return true;
  }

  private RedisNode node(int number) {
    return new RedisNode(servers.get(number).access());
  }

  private ManagedProcess process(int number) {
    return stack.process(servers.get(number).name());
  }

  /** The addresses of all nodes with their password; each node knows the others. */
  public List<String> urls() {
    return servers.stream().map(server -> server.access().redisUrl()).toList();
  }

  /** Kills one of the three nodes; the others take some seconds to give it up. */
  public void kill(int number) {
    process(number).kill();
  }

  /** Starts a node again that was killed, empty; returns when all nodes serve again. */
  public void restart(int number) {
    stack.run(List.of(servers.get(number).spec()));
    awaitHealth();
  }

  @Override
  public void close() {
    IntStream.range(0, NODES).mapToObj(this::process).forEach(ManagedProcess::kill);
  }
}
