package dev.streamflow.systemtests.running;

import dev.streamflow.systemtests.Problem;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The orders whose outcome is open, as order-service shows them to operators. */
public final class PendingOrders {
  private static final Duration TIMEOUT = Duration.ofSeconds(10);
  private static final JsonMapper JSON = new JsonMapper();

  private final URI orderService;
  private final String logCommand;

  /**
   * @param logCommand shows what has become of order-service
   */
  PendingOrders(URI orderService, String logCommand) {
    this.orderService = orderService;
    this.logCommand = logCommand;
  }

  /**
   * One of them.
   *
   * @param waitingFor the service that owes an answer
   * @param lastStep what this order heard last
   * @param attempts how often that was tried
   */
  public record PendingOrder(
      String id, String user, Instant placedAt, String waitingFor, String lastStep, int attempts) {

    private static PendingOrder of(JsonNode order) {
      JsonNode last = order.required("history").valueStream().reduce((a, b) -> b).orElseThrow();
      return new PendingOrder(
          order.required("order_id").asString(),
          order.required("user_id").asString(),
          Instant.parse(order.required("placed_at").asString()),
          order.required("waiting_for").required(0).required("service").asString(),
          last.required("type").asString(),
          last.required("attempts").asInt());
    }
  }

  /**
   * Those whose deadline comes first.
   *
   * @param age only orders that were placed so long ago
   * @throws Problem if order-service does not answer
   */
  public List<PendingOrder> list(Duration age, int limit) throws InterruptedException {
    try (HttpClient http = HttpClient.newHttpClient()) {
      List<PendingOrder> orders = new ArrayList<>();
      String page = "/orders/pending?older_than=%s&limit=%d".formatted(age, limit);
      for (JsonNode summary : get(http, page).required("orders")) {
        find(http, summary.required("order_id").asString()).ifPresent(orders::add);
      }
      return orders;
    } catch (IOException e) {
      throw new Problem(
          "order-service does not answer at %s: %s".formatted(orderService, e.getMessage()),
          "see what became of it: " + logCommand);
    }
  }

  /** Empty if it has ended in the meantime. */
  private Optional<PendingOrder> find(HttpClient http, String id)
      throws IOException, InterruptedException {
    return Optional.of(get(http, "/orders/" + id))
        .filter(order -> order.required("status").asString().equals("PENDING"))
        .map(PendingOrder::of);
  }

  private JsonNode get(HttpClient http, String path) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(orderService.resolve(path)).timeout(TIMEOUT).build();
    HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
    if (response.statusCode() != 200) {
      throw new IOException("HTTP " + response.statusCode());
    }
    return JSON.readTree(response.body());
  }
}
