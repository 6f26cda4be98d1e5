package dev.streamflow.provider.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.streamflow.provider.Ledger;
import dev.streamflow.provider.LedgerEntry;
import dev.streamflow.provider.Switchboard;
import dev.streamflow.provider.Switches;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT, properties = "provider.hold=1s")
class ProviderHttpTest {

  private static final Duration PATIENCE = Duration.ofMillis(300);

  @TempDir private static Path directory;

  @Autowired private Ledger ledger;
  @Autowired private Switchboard switchboard;
  @Autowired private JsonMapper json;
  @LocalServerPort private int port;

  private final HttpClient http = HttpClient.newHttpClient();
  private final String order = UUID.randomUUID().toString();

  @DynamicPropertySource
  static void journal(DynamicPropertyRegistry registry) {
    registry.add("provider.journal", () -> directory.resolve("journal"));
  }

  @BeforeEach
  @AfterEach
  void turnSwitchesOff() {
    switchboard.turn(Switches.OFF);
  }

  @Test
  void capturesAndRefunds() throws Exception {
    // When
    var charge = post("/v1/charges", "capture:" + order, chargeOf("ada", 450));
    String chargeId = read(charge).required("charge_id").asString();
    var refund = post("/v1/refunds", "refund:" + order, refundOf(chargeId, 450));
    // Then
    assertThat(charge.statusCode()).isEqualTo(201);
    assertThat(charge.headers().firstValue("Idempotent-Replayed")).hasValue("false");
    assertThat(refund.statusCode()).isEqualTo(201);
    JsonNode entries = read(get("/v1/ledger?reference=" + order));
    assertThat(entries).hasSize(2);
    JsonNode refunded = entries.get(1);
    assertThat(refunded.propertyNames())
        .containsExactlyInAnyOrder(
            "entry_id",
            "kind",
            "charge_id",
            "reference",
            "customer",
            "amount_minor",
            "currency",
            "idempotency_key",
            "at");
    assertThat(refunded.required("kind").asString()).isEqualTo("REFUND");
    assertThat(refunded.required("entry_id")).isEqualTo(read(refund).required("refund_id"));
    assertThat(refunded.required("charge_id").asString()).isEqualTo(chargeId);
    assertThat(Instant.parse(refunded.required("at").asString())).isBefore(Instant.now());
    assertThat(read(get("/v1/ledger"))).hasSizeGreaterThanOrEqualTo(2).contains(refunded);
  }

  @Test
  void repeatsTheFirstAnswerByteForByte() throws Exception {
    // Given
    var first = post("/v1/charges", "capture:" + order, chargeOf("ada", 450));
    // When
    var again = post("/v1/charges", "capture:" + order, chargeOf("ada", 450));
    // Then
    assertThat(again.statusCode()).isEqualTo(201);
    assertThat(again.body()).isEqualTo(first.body());
    assertThat(again.headers().firstValue("Idempotent-Replayed")).hasValue("true");
    assertThat(ledger.entriesOf(order)).hasSize(1);
  }

  @Test
  void declinesWhomTheRuleNamesAndStaysWithIt() throws Exception {
    // Given
    turn("{\"decline_customers\": \"ada|bob\"}");
    var declined = post("/v1/charges", "capture:" + order, chargeOf("ada", 450));
    turn("{}");
    // When
    var again = post("/v1/charges", "capture:" + order, chargeOf("ada", 450));
    // Then
    assertThat(declined.statusCode()).isEqualTo(402);
    assertThat(declined.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    assertThat(read(declined).required("decline_code").asString()).isEqualTo("card_declined");
    assertThat(again.statusCode()).isEqualTo(402);
    assertThat(again.body()).isEqualTo(declined.body());
    assertThat(ledger.entriesOf(order)).isEmpty();
  }

  @Test
  void refusesAKeyThatComesWithAnotherBody() throws Exception {
    // Given
    post("/v1/charges", "capture:" + order, chargeOf("ada", 450));
    // When
    var other = post("/v1/charges", "capture:" + order, chargeOf("ada", 451));
    // Then
    assertThat(other.statusCode()).isEqualTo(422);
    assertThat(read(other).required("detail").asString()).contains("capture:" + order);
    assertThat(ledger.entriesOf(order)).hasSize(1);
  }

  @Test
  void chargesOnceWhenTheSameKeyComesAtOnceThroughASlowProvider() throws Exception {
    // Given
    turn("{\"latency_millis\": 200}");
    // When
    List<String> bodies =
        IntStream.range(0, 50)
            .mapToObj(_ -> postAsync("capture:" + order, chargeOf("ada", 450)))
            .toList()
            .stream()
            .map(response -> response.join().body())
            .toList();
    // Then
    assertThat(ledger.entriesOf(order)).hasSize(1);
    assertThat(bodies).containsOnly(bodies.getFirst());
  }

  @Test
  void takesTheMoneyAndKeepsTheResponseUntilTheKeyIsAskedAgain() throws Exception {
    // Given
    turn("{\"timeout_after_capture_rate\": 1}");
    // When
    assertThatThrownBy(() -> post("/v1/charges", "capture:" + order, chargeOf("ada", 450)))
        .isInstanceOf(HttpTimeoutException.class);
    // Then
    assertThat(ledger.entriesOf(order)).hasSize(1);
    var again = post("/v1/charges", "capture:" + order, chargeOf("ada", 450));
    assertThat(again.statusCode()).isEqualTo(201);
    assertThat(ledger.entriesOf(order))
        .extracting(LedgerEntry::chargeId)
        .containsExactly(read(again).required("charge_id").asString());
  }

  @Test
  void tellsAPatientClientNothingEither() throws Exception {
    // Given
    turn("{\"timeout_after_capture_rate\": 1}");
    // When
    var response = postAsync("capture:" + order, chargeOf("ada", 450)).join();
    // Then
    assertThat(response.statusCode()).isEqualTo(504);
    assertThat(ledger.entriesOf(order)).hasSize(1);
  }

  @Test
  void failsBeforeAnythingHappens() throws Exception {
    // Given
    turn("{\"error_rate\": 1}");
    // When
    var failed = post("/v1/charges", "capture:" + order, chargeOf("ada", 450));
    // Then
    assertThat(failed.statusCode()).isIn(500, 503);
    assertThat(ledger.entriesOf(order)).isEmpty();
  }

  @Test
  void refusesRefundsThatNoChargeCovers() throws Exception {
    // Given
    var charge = post("/v1/charges", "capture:" + order, chargeOf("ada", 450));
    String chargeId = read(charge).required("charge_id").asString();
    // When
    var unknown = post("/v1/refunds", "refund:unknown:" + order, refundOf("ch_none", 1));
    var exceeding = post("/v1/refunds", "refund:" + order, refundOf(chargeId, 451));
    // Then
    assertThat(unknown.statusCode()).isEqualTo(404);
    assertThat(exceeding.statusCode()).isEqualTo(422);
    assertThat(read(exceeding).required("detail").asString()).contains("450");
    assertThat(ledger.entriesOf(order)).hasSize(1);
  }

  @Test
  void namesTheFieldToBlame() throws Exception {
    assertThat(blamed(post("/v1/charges", "key:" + order, chargeOf(" ", -1))))
        .containsExactlyInAnyOrder("customer", "amount_minor");
    assertThat(blamed(post("/v1/charges", "key:" + order, "{}")))
        .containsExactlyInAnyOrder("customer", "reference", "amount_minor", "currency");
    assertThat(blamed(post("/v1/charges", "key:" + order, "{\"amount_minor\": \"much\"}")))
        .containsExactly("amount_minor");
    assertThat(blamed(post("/v1/refunds", "", refundOf("ch_1", 1))))
        .containsExactly("Idempotency-Key");
    assertThat(blamed(put("/v1/switches", "{\"error_rate\": 1.5, \"latency_millis\": -1}")))
        .containsExactlyInAnyOrder("error_rate", "latency_millis");
    assertThat(blamed(put("/v1/switches", "{\"decline_customers\": \"(\"}")))
        .containsExactly("decline_customers");
    assertThat(blamed(put("/v1/switches", "{\"eror_rate\": 0.5}"))).containsExactly("eror_rate");
  }

  @Test
  void requiresAnIdempotencyKey() throws Exception {
    HttpRequest request = request("/v1/charges").POST(BodyPublishers.ofString("{}")).build();
    assertThat(blamed(http.send(request, BodyHandlers.ofString())))
        .containsExactly("Idempotency-Key");
  }

  @Test
  void showsTheSwitchesAsTheyWereTurned() throws Exception {
    // When
    turn("{\"latency_millis\": 7, \"error_rate\": 0.25, \"decline_customers\": \"a.*\"}");
    // Then
    assertThat(read(get("/v1/switches")).toString())
        .isEqualTo(
            "{\"latency_millis\":7,\"error_rate\":0.25,\"decline_customers\":\"a.*\","
                + "\"timeout_after_capture_rate\":0.0}");
    assertThat(switchboard.read().declineCustomers()).extracting(Pattern::pattern).isEqualTo("a.*");
  }

  @Test
  void isReadyAndMeasured() throws Exception {
    assertThat(get("/actuator/health/readiness").statusCode()).isEqualTo(200);
    assertThat(get("/actuator/prometheus").statusCode()).isEqualTo(200);
  }

  private String chargeOf(String customer, long amountMinor) {
    return "{\"customer\":\"%s\",\"reference\":\"%s\",\"amount_minor\":%d,\"currency\":\"USD\"}"
        .formatted(customer, order, amountMinor);
  }

  private static String refundOf(String chargeId, long amountMinor) {
    return "{\"charge_id\":\"%s\",\"amount_minor\":%d}".formatted(chargeId, amountMinor);
  }

  private void turn(String switches) throws IOException, InterruptedException {
    assertThat(put("/v1/switches", switches).statusCode()).isEqualTo(200);
  }

  private List<String> blamed(HttpResponse<String> response) {
    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(response.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    return read(response)
        .required("errors")
        .valueStream()
        .map(error -> error.required("field").asString())
        .toList();
  }

  private HttpResponse<String> post(String path, String key, String body)
      throws IOException, InterruptedException {
    return http.send(
        request(path)
            .timeout(PATIENCE)
            .header("Idempotency-Key", key)
            .POST(BodyPublishers.ofString(body))
            .build(),
        BodyHandlers.ofString());
  }

  private CompletableFuture<HttpResponse<String>> postAsync(String key, String body) {
    HttpRequest.Builder request = request("/v1/charges").header("Idempotency-Key", key);
    return http.sendAsync(
        request.POST(BodyPublishers.ofString(body)).build(), BodyHandlers.ofString());
  }

  private HttpResponse<String> put(String path, String body)
      throws IOException, InterruptedException {
    return http.send(
        request(path).PUT(BodyPublishers.ofString(body)).build(), BodyHandlers.ofString());
  }

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return http.send(request(path).build(), BodyHandlers.ofString());
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
        .header("Content-Type", "application/json");
  }

  private JsonNode read(HttpResponse<String> response) {
    return json.readTree(response.body());
  }
}
