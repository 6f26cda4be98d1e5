package dev.streamflow.systemtests.witness;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EventDecoderTest {
  private static final byte[] THE_NUMBER_3 = {0, 0, 0, 0, 7, 6};
  private static final String SCHEMA =
      "{\\\"type\\\":\\\"record\\\",\\\"name\\\":\\\"R\\\",\\\"fields\\\":["
          + "{\\\"name\\\":\\\"number\\\",\\\"type\\\":\\\"int\\\"}]}";

  private final Queue<Integer> statuses = new ArrayDeque<>();
  private HttpServer registry;

  @BeforeEach
  void startRegistry() throws IOException {
    registry = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    registry.createContext(
        "/schemas/ids/7",
        exchange -> {
          byte[] body = ("{\"schema\":\"" + SCHEMA + "\"}").getBytes(UTF_8);
          exchange.sendResponseHeaders(statuses.remove(), body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    registry.start();
  }

  @AfterEach
  void stopRegistry() {
    registry.stop(0);
  }

  @Test
  void asksAgainIfTheRegistryIsInTrouble() throws IOException {
    // Given
    statuses.addAll(List.of(500, 503, 200));

    // Then
    try (EventDecoder decoder = decoder()) {
      assertThat(decoder.read(THE_NUMBER_3).get("number")).isEqualTo(3);
    }
    assertThat(statuses).isEmpty();
  }

  @Test
  void refusesASchemaThatTheRegistryDoesNotKnow() {
    // Given
    statuses.add(404);

    // Then
    try (EventDecoder decoder = decoder()) {
      assertThatIllegalArgumentException().isThrownBy(() -> decoder.read(THE_NUMBER_3));
    }
  }

  private EventDecoder decoder() {
    return new EventDecoder(URI.create("http://127.0.0.1:" + registry.getAddress().getPort()));
  }
}
