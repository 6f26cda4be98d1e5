package dev.streamflow.provider.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.streamflow.provider.Ledger;
import dev.streamflow.provider.Switchboard;
import dev.streamflow.provider.Switches;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The provider on a port of its own, started once for all tests. Each test has its own order. */
@SpringBootTest(
    webEnvironment = WebEnvironment.RANDOM_PORT,
    properties = {"provider.journal=target/journals/${random.uuid}", "provider.hold=1s"})
abstract class RunningProvider {

  @Autowired protected Ledger ledger;
  @Autowired protected Switchboard switchboard;
  @Autowired private JsonMapper json;
  @LocalServerPort private int port;

  protected final HttpClient http = HttpClient.newHttpClient();
  protected final String order = UUID.randomUUID().toString();

  @BeforeEach
  @AfterEach
  void turnSwitchesOff() {
    switchboard.turn(Switches.OFF);
  }

  protected String chargeOf(String customer, long amountMinor) {
    return "{\"customer\":\"%s\",\"reference\":\"%s\",\"amount_minor\":%d,\"currency\":\"USD\"}"
        .formatted(customer, order, amountMinor);
  }

  protected static String refundOf(String chargeId, long amountMinor) {
    return "{\"charge_id\":\"%s\",\"amount_minor\":%d}".formatted(chargeId, amountMinor);
  }

  protected void turn(String switches) throws IOException, InterruptedException {
    assertThat(put("/v1/switches", switches).statusCode()).isEqualTo(200);
  }

  protected HttpResponse<String> post(String path, String key, String body)
      throws IOException, InterruptedException {
    return http.send(postRequest(path, key, body).build(), BodyHandlers.ofString());
  }

  protected HttpRequest.Builder postRequest(String path, String key, String body) {
    return request(path).header("Idempotency-Key", key).POST(BodyPublishers.ofString(body));
  }

  protected HttpResponse<String> put(String path, String body)
      throws IOException, InterruptedException {
    return http.send(
        request(path).PUT(BodyPublishers.ofString(body)).build(), BodyHandlers.ofString());
  }

  protected HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return http.send(request(path).build(), BodyHandlers.ofString());
  }

  protected HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
        .header("Content-Type", "application/json");
  }

  protected JsonNode read(HttpResponse<String> response) {
    return json.readTree(response.body());
  }
}
