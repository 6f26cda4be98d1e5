package dev.streamflow.payment.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.streamflow.engine.Call;
import dev.streamflow.engine.UnexpectedAnswer;
import dev.streamflow.payment.Answer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProviderClientTest {

  private static final String TRACE = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
  private static final Call CAPTURE = callFor("capture:1");
  private static final Call REFUND = callFor("refund:1");

  private static final int SILENT = 0;

  private record Received(String path, String contentType, String key, String trace, String body) {}

  private final BlockingQueue<Received> received = new LinkedBlockingQueue<>();
  private final CountDownLatch testEnded = new CountDownLatch(1);
  private HttpServer provider;
  private ProviderClient client;
  private volatile int status;
  private volatile String body = "{}";

  @BeforeEach
  void start() throws IOException {
    provider = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    provider.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    provider.createContext("/v1/", this::answer);
    provider.start();
    client = clientThatWaits(Duration.ofSeconds(30));
  }

  @AfterEach
  void stop() {
    testEnded.countDown();
    provider.stop(0);
  }

  @Test
  void sendsTheBodyAndTheKeyOfTheCall() throws Exception {
    // Given
    respond(201, "{\"charge_id\": \"ch_1\"}");
    // When
    Answer answer = client.make(CAPTURE);
    // Then
    assertThat(answer).isEqualTo(new Answer.Captured("ch_1"));
    assertThat(received.take())
        .isEqualTo(
            new Received("/v1/charges", "application/json", "capture:1", TRACE, CAPTURE.body()));
  }

  @Test
  void takesADeclineForAnAnswer() throws Exception {
    // Given
    respond(402, "{\"status\": 402, \"decline_code\": \"card_declined\"}");
    // When, then
    assertThat(client.make(CAPTURE)).isEqualTo(new Answer.Declined("card_declined"));
  }

  @Test
  void asksForARefund() throws Exception {
    // Given
    respond(201, "{\"refund_id\": \"re_1\"}");
    // When, then
    assertThat(client.make(REFUND)).isEqualTo(new Answer.Refunded());
    assertThat(received.take().path()).isEqualTo("/v1/refunds");
  }

  @ParameterizedTest
  @ValueSource(ints = {408, 429, 500, 503, 504})
  void knowsNothingWhenTheProviderFails(int status) {
    // Given
    respond(status, "{\"detail\": \"what it says\"}");
    // When, then
    assertThatThrownBy(() -> client.make(CAPTURE))
        .isInstanceOf(OutcomeUnknown.class)
        .hasMessageContaining(Integer.toString(status))
        .hasMessageContaining("what it says");
    assertThatThrownBy(() -> client.make(REFUND)).isInstanceOf(OutcomeUnknown.class);
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 401, 409, 422})
  void knowsNothingButThatTheProviderIsThereWhenItBlamesTheRequest(int status) {
    // Given
    respond(status, "{\"detail\": \"what it says\"}");
    // When, then
    assertThatThrownBy(() -> client.make(CAPTURE))
        .isInstanceOf(UnexpectedAnswer.class)
        .hasMessageContaining(Integer.toString(status))
        .hasMessageContaining("what it says");
    assertThatThrownBy(() -> client.make(REFUND)).isInstanceOf(UnexpectedAnswer.class);
  }

  @Test
  void takesNoDeclineForTheAnswerToARefund() {
    // Given
    respond(402, "{\"decline_code\": \"card_declined\"}");
    // When, then
    assertThatThrownBy(() -> client.make(REFUND)).isInstanceOf(UnexpectedAnswer.class);
  }

  @Test
  void knowsNothingWhenTheReceiptIsMissing() {
    // Given
    respond(201, "{}");
    // When, then
    assertThatThrownBy(() -> client.make(CAPTURE)).hasMessageContaining("charge_id");
  }

  @Test
  void knowsNothingWhenTheProviderIsSilent() {
    // Given
    respond(SILENT, "");
    client = clientThatWaits(Duration.ofMillis(200));
    // When, then
    assertThatThrownBy(() -> client.make(CAPTURE)).isInstanceOf(IOException.class);
  }

  @Test
  void knowsNothingWhenTheProviderIsGone() {
    // Given
    provider.stop(0);
    // When, then
    assertThatThrownBy(() -> client.make(CAPTURE)).isInstanceOf(IOException.class);
  }

  private ProviderClient clientThatWaits(Duration timeout) {
    URI url = URI.create("http://127.0.0.1:" + provider.getAddress().getPort());
    return new ProviderClient(new ProviderSettings(url, timeout));
  }

  private void respond(int status, String body) {
    this.status = status;
    this.body = body;
  }

  private void answer(HttpExchange exchange) throws IOException {
    received.add(
        new Received(
            exchange.getRequestURI().getPath(),
            exchange.getRequestHeaders().getFirst("Content-Type"),
            exchange.getRequestHeaders().getFirst("Idempotency-Key"),
            exchange.getRequestHeaders().getFirst("traceparent"),
            new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
    if (status == SILENT) {
      awaitEndOfTest();
      return;
    }
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private void awaitEndOfTest() {
    try {
      testEnded.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static Call callFor(String key) {
    return new Call(key, UUID.randomUUID(), "ada", "{\"customer\":\"ad\u00e4\"}", TRACE);
  }
}
