package dev.streamflow.systemtests.running;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.function.Consumer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The payment provider's switches, turned over HTTP while it runs. */
public final class ProviderSwitches {
  private static final JsonMapper JSON = new JsonMapper();

  private final URI switches;

  ProviderSwitches(URI provider) {
    switches = provider.resolve("/v1/switches");
  }

  /** Declines the cards of all customers whose name matches. */
  public void decline(String customers) throws IOException, InterruptedException {
    turn(all -> all.put("decline_customers", customers));
  }

  /** Lets every request take this much longer. */
  public void latency(java.time.Duration latency) throws IOException, InterruptedException {
    turn(all -> all.put("latency_millis", latency.toMillis()));
  }

  /** Lets this share of the requests fail before anything happens. */
  public void errors(double rate) throws IOException, InterruptedException {
    turn(all -> all.put("error_rate", rate));
  }

  /** Lets this share of the charges be taken and stay without an answer. */
  public void timeoutsAfterCapture(double rate) throws IOException, InterruptedException {
    turn(all -> all.put("timeout_after_capture_rate", rate));
  }

  private void turn(Consumer<ObjectNode> change) throws IOException, InterruptedException {
    try (HttpClient http = HttpClient.newHttpClient()) {
      String now = send(http, HttpRequest.newBuilder(switches));
      ObjectNode all = (ObjectNode) JSON.readTree(now);
      change.accept(all);
      send(
          http,
          HttpRequest.newBuilder(switches)
              .header("Content-Type", "application/json")
              .PUT(BodyPublishers.ofString(all.toString())));
    }
  }

  private static String send(HttpClient http, HttpRequest.Builder request)
      throws IOException, InterruptedException {
    HttpResponse<String> response = http.send(request.build(), BodyHandlers.ofString());
    if (response.statusCode() / 100 != 2) {
      throw new IOException(
          "the provider's switches answer " + response.statusCode() + ": " + response.body());
    }
    return response.body();
  }
}
