package dev.streamflow.provider.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProblemsTest extends RunningProvider {

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

  private List<String> blamed(HttpResponse<String> response) {
    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(response.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    return read(response)
        .required("errors")
        .valueStream()
        .map(error -> error.required("field").asString())
        .toList();
  }
}
