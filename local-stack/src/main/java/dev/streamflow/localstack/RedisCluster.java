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

  /** Nodes know each other by their addresses inside, which are none for clients outside. */
  private static final String SETTINGS_INSIDE =
      SETTINGS
          + """
          cluster-announce-hostname localhost
          cluster-preferred-endpoint-type hostname
          """;

  private final LocalStack stack;
  private final List<Endpoints.Secured> accesses;

  private RedisCluster(LocalStack stack, List<Endpoints.Secured> accesses) {
    this.stack = stack;
    this.accesses = accesses;
  }

  /** Starts a cluster beside the servers of a stack; returns when all its nodes serve. */
  static RedisCluster start(LocalStack stack, Path data) {
    try {
      RedisCluster cluster =
          new RedisCluster(stack, NewEndpoints.forRedisNodes(NODES, BUS_PORT_DISTANCE));
      cluster.start(data);
      return cluster;
    } catch (IOException e) {
      throw new LocalStackException("The Redis cluster cannot be formed: " + e.getMessage(), e);
    }
  }

  private void start(Path data) throws IOException {
    stack.startMore(stack.isInContainers() ? containers() : processes(data));
    for (int i = 0; i < NODES; i++) {
      introduce(i);
    }
    awaitHealth();
  }

  private List<Server> containers() {
    return accesses.stream()
        .<Server>map(node -> new RedisContainer(name(node), node, SETTINGS_INSIDE))
        .toList();
  }

  private List<Server> processes(Path data) throws IOException {
    ServerFiles files = ServerFiles.find();
    // Its own: another cluster of this stack may have had the same ports.
    Path folder = Files.createTempDirectory(data, "redis-cluster-");
    return accesses.stream()
        .<Server>map(node -> new RedisServer(files, node, folder.resolve(name(node)), SETTINGS))
        .toList();
  }

  private static String name(Endpoints.Secured node) {
    return "redis-" + node.port();
  }

  private void introduce(int number) throws IOException {
    RedisNode node = node(number);
    String slots =
        IntStream.range(number * SLOTS / NODES, (number + 1) * SLOTS / NODES)
            .mapToObj(Integer::toString)
            .collect(Collectors.joining(" "));
    require(node.ask("CLUSTER ADDSLOTS " + slots));
    int first = accesses.getFirst().port();
    require(node.ask("CLUSTER MEET " + addressForNodes(0) + " " + first));
  }

  private String addressForNodes(int number) {
    return switch (server(number)) {
      case ManagedContainer container -> container.address();
      case ManagedProcess _ -> Endpoints.LOOPBACK;
    };
  }

  private static void require(String answer) {
    if (!"+OK".equals(answer)) {
      throw new LocalStackException("Redis says " + answer);
    }
  }

  private void awaitHealth() {
    try {
      new Readiness(server(0)).await(this::isHealthy, HEALTH_TIMEOUT);
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
    return new RedisNode(accesses.get(number));
  }

  private ServerHandle server(int number) {
    return stack.server(name(accesses.get(number)));
  }

  /** The addresses of all nodes with their password; each node knows the others. */
  public List<String> urls() {
    return accesses.stream().map(Endpoints.Secured::redisUrl).toList();
  }

  /** Kills one of the three nodes; the others take some seconds to give it up. */
  public void kill(int number) {
    server(number).kill();
  }

  /** Starts a node again that was killed, empty; returns when all nodes serve again. */
  public void restart(int number) {
    stack.restart(name(accesses.get(number)));
    awaitHealth();
  }

  @Override
  public void close() {
    IntStream.range(0, NODES).mapToObj(this::server).forEach(ServerHandle::kill);
  }
}
