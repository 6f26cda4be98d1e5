package dev.streamflow.systemtests;

import dev.streamflow.systemtests.running.LocalSystem;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.UUID;
import tools.jackson.databind.json.JsonMapper;

/** Money taken at the provider behind the system's back; given back when closed. */
record SeededCharge(URI provider, String chargeId) implements AutoCloseable {
  private static final JsonMapper JSON = new JsonMapper();

  static SeededCharge at(LocalSystem system, UUID order) throws Exception {
    URI provider = system.addressOf("payment-provider");
    String charge =
        post(
            provider.resolve("/v1/charges"),
            """
            {"customer": "nobody", "reference": "%s", "amount_minor": 1, "currency": "USD"}
            """
                .formatted(order));
    return new SeededCharge(provider, JSON.readTree(charge).required("charge_id").asString());
  }

  @Override
  public void close() throws Exception {
    post(
        provider.resolve("/v1/refunds"),
        "{\"charge_id\": \"%s\", \"amount_minor\": 1}".formatted(chargeId));
  }

  private static String post(URI address, String body) throws Exception {
    try (HttpClient http = HttpClient.newHttpClient()) {
      HttpRequest request =
          HttpRequest.newBuilder(address)
              .header("Content-Type", "application/json")
              .header("Idempotency-Key", UUID.randomUUID().toString())
              .POST(BodyPublishers.ofString(body))
              .build();
      HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
      if (response.statusCode() != 201) {
        throw new IOException("the provider answers " + response.statusCode() + response.body());
      }
      return response.body();
    }
  }
}
