package dev.streamflow.systemtests.demo;

import dev.streamflow.systemtests.witness.ClientLog.Promise;
import dev.streamflow.systemtests.witness.ClientLogWriter;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import tools.jackson.databind.json.JsonMapper;

/** The HTTP side of the system as a client sees it. Notes in its log what it is promised. */
public final class Shop implements AutoCloseable {
  private static final Duration TIMEOUT = Duration.ofSeconds(30);
  private static final JsonMapper JSON = new JsonMapper();

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(TIMEOUT).build();
  private final URI orderService;
  private final ClientLogWriter log;

  public Shop(URI orderService, ClientLogWriter log) {
    this.orderService = orderService;
    this.log = log;
  }

  /** An answer that was not the expected one; the message says which, and to what. */
  public static final class UnexpectedAnswer extends IOException {
    private final int status;

    UnexpectedAnswer(HttpResponse<String> response) {
      super(
          "%s %s was answered with %d %s"
              .formatted(
                  response.request().method(),
                  response.request().uri(),
                  response.statusCode(),
                  response.body().lines().limit(3).toList()));
      status = response.statusCode();
    }

    /** Whether a repetition may succeed. */
    boolean isTemporary() {
      return status == 503;
    }
  }

  /** Places an order and returns its id. */
  public UUID place(DemoOrder order, String idempotencyKey)
      throws IOException, InterruptedException {
    Map<String, Object> body =
        Map.of("user_id", order.user(), "country", order.country(), "lines", lines(order));
    HttpResponse<String> response =
        send(
            "POST", orderService.resolve("/orders"), idempotencyKey, JSON.writeValueAsString(body));
    if (response.statusCode() != 202) {
      throw new UnexpectedAnswer(response);
    }
    UUID id = UUID.fromString(JSON.readTree(response.body()).required("order_id").asString());
    log.note(
        Promise.ofOrder(id, idempotencyKey, order.user(), order.country(), order.quantities()));
    return id;
  }

  private static List<Map<String, Object>> lines(DemoOrder order) {
    return order.lines().stream()
        .<Map<String, Object>>map(line -> Map.of("sku", line.sku(), "quantity", line.quantity()))
        .toList();
  }

  /** Cancels an order; false if it was confirmed before. */
  public boolean cancel(UUID order) throws IOException, InterruptedException {
    HttpResponse<String> response =
        send("POST", orderService.resolve("/orders/" + order + "/cancel"), order + "-cancel", "");
    return switch (response.statusCode()) {
      case 200, 202, 204 -> true;
      case 409 -> false;
      default -> throw new UnexpectedAnswer(response);
    };
  }

  /** Books a delivery of goods at inventory-service, if there are any. */
  public void deliver(URI inventoryService, String deliveryId, Map<String, Long> quantities)
      throws IOException, InterruptedException {
    Map<String, Long> delivered = new HashMap<>(quantities);
    delivered.values().removeIf(units -> units == 0);
    if (delivered.isEmpty()) {
      return;
    }
    List<Map<String, Object>> lines =
        delivered.entrySet().stream()
            .<Map<String, Object>>map(
                line -> Map.of("sku", line.getKey(), "quantity", line.getValue()))
            .toList();
    URI address = inventoryService.resolve("/deliveries/" + deliveryId);
    HttpResponse<String> response =
        send("PUT", address, deliveryId, JSON.writeValueAsString(Map.of("lines", lines)));
    if (response.statusCode() / 100 != 2) {
      throw new UnexpectedAnswer(response);
    }
    log.note(Promise.ofDelivery(deliveryId, delivered));
  }

  private HttpResponse<String> send(String method, URI address, String key, String body)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(address)
            .timeout(TIMEOUT)
            .header("Content-Type", "application/json")
            .header("Idempotency-Key", key)
            .method(method, BodyPublishers.ofString(body))
            .build();
    return http.send(request, BodyHandlers.ofString());
  }

  @Override
  public void close() {
    http.close();
  }
}
