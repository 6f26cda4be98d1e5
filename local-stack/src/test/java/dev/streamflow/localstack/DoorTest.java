package dev.streamflow.localstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatNoException;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DoorTest {

  private static final Duration LONG = Duration.ofHours(1);

  private EchoServer server;
  private Door door;

  @BeforeEach
  void start() throws IOException {
    server = new EchoServer();
    door = Door.before(server.port());
  }

  @AfterEach
  void stop() throws IOException {
    door.close();
    server.close();
  }

  @Test
  void leadsToTheServer() throws IOException {
    try (Client client = new Client()) {
      assertThat(client.ask("hello")).isEqualTo("hello");
    }
  }

  @Test
  void changesOnlyTheAddressOfItsServer() {
    String other = "redis://:secret@127.0.0.1:1" + server.port();

    assertThat(door.through("jdbc:postgresql://127.0.0.1:" + server.port() + "/db"))
        .isEqualTo("jdbc:postgresql://127.0.0.1:%d/db", port());
    assertThat(door.through(other)).isEqualTo(other);
  }

  @Test
  void cutsAndLetsNobodyInWhileItIsShut() throws IOException {
    try (Client early = new Client()) {
      early.ask("hello");

      // When
      door.shut();

      // Then
      assertThatIOException().isThrownBy(() -> early.ask("are you there?"));
      assertThatIOException().isThrownBy(() -> new Client().ask("is anybody there?"));
      assertThat(door.turnedAway()).isOne();
    }

    // When
    door.open();

    // Then
    try (Client late = new Client()) {
      assertThat(late.ask("hello again")).isEqualTo("hello again");
    }
  }

  @Test
  void cutsWhenTheServerDoes() throws IOException {
    try (Client client = new Client()) {
      client.ask("hello");

      server.close();

      assertThatIOException().isThrownBy(() -> client.ask("are you there?"));
      assertThatIOException().isThrownBy(() -> new Client().ask("is anybody there?"));
    }
  }

  @Test
  void letsAnswersWaitUntilTheyMayPass() throws IOException {
    try (Client client = new Client()) {
      client.ask("hello");
      door.delay(LONG);
      client.send("hurry");
      Awaitility.await().until(() -> server.heard().contains("hurry"));

      // When
      door.delay(Duration.ZERO);

      // Then
      assertThat(client.receive("hurry".length())).isEqualTo("hurry");
    }
  }

  @Test
  void losesARequestBeforeTheServerSeesIt() throws IOException {
    try (Client client = new Client();
        Client other = new Client()) {
      // Given
      DoorTrap trap = door.loseRequest("INSERT", "COMMIT");
      other.ask("COMMIT");
      client.ask("INSERT 1");
      assertThat(trap.hasSprung()).isFalse();

      // When
      assertThatIOException().isThrownBy(() -> client.ask("COMMIT 1"));

      // Then
      assertThat(trap.hasSprung()).isTrue();
      assertThat(server.heard()).contains("INSERT 1").doesNotContain("COMMIT 1");
      other.ask("INSERT 2");
      assertThatNoException().isThrownBy(() -> other.ask("COMMIT 2"));
    }
  }

  @Test
  void losesTheAnswerToWhatTheServerHasDone() throws IOException {
    try (Client client = new Client()) {
      // Given
      door.loseAnswer("COMMIT");
      client.ask("INSERT 1");

      // When
      assertThatIOException().isThrownBy(() -> client.ask("COMMIT 1"));

      // Then
      assertThat(server.heard()).contains("COMMIT 1");
    }
  }

  private int port() {
    return URI.create(door.through("http://127.0.0.1:" + server.port())).getPort();
  }

  /** Comes through the door. */
  private final class Client implements AutoCloseable {

    private final Socket socket = Probe.connect(port());

    private Client() throws IOException {}

    private String ask(String text) throws IOException {
      send(text);
      return receive(text.length());
    }

    private void send(String text) throws IOException {
      socket.getOutputStream().write(text.getBytes());
    }

    private String receive(int length) throws IOException {
      byte[] answer = socket.getInputStream().readNBytes(length);
      if (answer.length < length) {
        throw new IOException("cut");
      }
      return new String(answer);
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }
}
