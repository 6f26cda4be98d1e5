package dev.streamflow.localstack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class RedisClusterIT {

  @Test
  void servesWithoutTheNodeThatIsLostAndWithItAgain() throws IOException {
    try (RedisCluster cluster = LocalStack.shared().startRedisCluster()) {
      // Given
      List<RedisNode> nodes = cluster.urls().stream().map(RedisClusterIT::node).toList();
      String keyOfFirst = keySetIn(nodes.getFirst());
      String keyOfLast = keySetIn(nodes.getLast());

      // When
      cluster.kill(0);

      // Then
      Awaitility.await().until(() -> nodes.getLast().ask("CLUSTER INFO").contains("slots_fail:5"));
      assertThat(nodes.getLast().ask("GET " + keyOfLast)).isEqualTo("value");

      // When
      cluster.restart(0);

      // Then
      assertThat(nodes.getFirst().ask("GET " + keyOfFirst)).as("not there").isEmpty();
      assertThat(nodes.getLast().ask("GET " + keyOfLast)).isEqualTo("value");
    }
  }

  private static RedisNode node(String url) {
    URI uri = URI.create(url);
    String password = uri.getUserInfo().substring(1);
    return new RedisNode(new Endpoints.Secured(uri.getPort(), password));
  }

  /** Every third key or so belongs to the node; it refuses the others. */
  private static String keySetIn(RedisNode node) throws IOException {
    int number = 0;
    while (!"+OK".equals(node.ask("SET key-" + number + " value"))) {
      number++;
    }
    return "key-" + number;
  }
}
