package dev.streamflow.provider.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.streamflow.provider.LedgerEntry;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What a client sees: answers, repeats, refusals and disturbances. */
class MoneyTest extends RunningProvider {

  @Test
  void capturesAndRefunds() throws Exception {
    // When
    var charge = post("/v1/charges", "capture:" + order, chargeOf("ada", 450));
    String chargeId = read(charge).required("charge_id").asString();
    var refund = post("/v1/refunds", "refund:" + order, refundOf(chargeId, 450));
    // Then
    assertThat(charge.statusCode()).isEqualTo(201);
    assertThat(charge.headers().firstValue("Idempotent-Replayed")).hasValue("false");
    assertThat(charge.headers().firstValueAsLong("Content-Length"))
        .hasValue(charge.body().length());
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
    assertThat(Instant.parse(refunded.required("at").asString())).isBeforeOrEqualTo(Instant.now());
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
    HttpRequest charge =
        postRequest("/v1/charges", "capture:" + order, chargeOf("ada", 450)).build();
    // When
    List<String> bodies =
        IntStream.range(0, 50)
            .mapToObj(_ -> http.sendAsync(charge, BodyHandlers.ofString()))
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
    HttpRequest impatient =
        postRequest("/v1/charges", "capture:" + order, chargeOf("ada", 450))
            .timeout(Duration.ofMillis(300))
            .build();
    // When
    assertThatThrownBy(() -> http.send(impatient, BodyHandlers.ofString()))
        .isInstanceOf(HttpTimeoutException.class);
    await().untilAsserted(() -> assertThat(ledger.entriesOf(order)).hasSize(1));
    // Then
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
    var response = post("/v1/charges", "capture:" + order, chargeOf("ada", 450));
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
}
