package dev.streamflow.systemtests.bench;

import dev.streamflow.systemtests.demo.DemoOrder;
import dev.streamflow.systemtests.witness.ClientLog.Promise;
import dev.streamflow.systemtests.witness.ClientLogWriter;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpResponseExpectation;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.json.JsonMapper;

/**
 * Places orders without a thread of its own for each: the load must leave the machine to what is
 * measured. What is not answered with 202 is sent again with its key, more and more rarely.
 */
final class OrderClient implements AutoCloseable {
  private static final JsonMapper JSON = new JsonMapper();
  private static final long FIRST_PAUSE_MILLIS = 200;
  private static final long LONGEST_PAUSE_MILLIS = 5_000;

  private final Vertx vertx = Vertx.vertx();
  private final HttpClient http;
  private final URI orderService;
  private final ClientLogWriter log;

  /** An order, ready to be sent. */
  record Parcel(String key, DemoOrder order, int number, Buffer body) {
    static Parcel of(String runId, int number, DemoOrder order) {
      List<Map<String, Object>> lines =
          order.lines().stream()
              .<Map<String, Object>>map(
                  line -> Map.of("sku", line.sku(), "quantity", line.quantity()))
              .toList();
      Map<String, Object> body =
          Map.of("user_id", order.user(), "country", order.country(), "lines", lines);
      return new Parcel(
          runId + "-" + number, order, number, Buffer.buffer(JSON.writeValueAsBytes(body)));
    }
  }

  /**
   * @param connections as many requests are under way at a time; others wait in line
   */
  OrderClient(URI orderService, int connections, ClientLogWriter log) {
    this.orderService = orderService;
    this.log = log;
    http =
        vertx
            .httpClientBuilder()
            .with(new HttpClientOptions().setKeepAlive(true).setTcpNoDelay(true))
            .with(new PoolOptions().setHttp1MaxSize(connections))
            .build();
  }

  /** Places an order until it is accepted; succeeds with its id. */
  Future<UUID> place(Parcel parcel, AtomicInteger repeats) {
    return placeAfter(parcel, repeats, FIRST_PAUSE_MILLIS);
  }

  private Future<UUID> placeAfter(Parcel parcel, AtomicInteger repeats, long pauseMillis) {
    return send(parcel)
        .recover(
            refused -> {
              repeats.incrementAndGet();
              long jittered = ThreadLocalRandom.current().nextLong(pauseMillis / 2, pauseMillis);
              return vertx
                  .timer(jittered, TimeUnit.MILLISECONDS)
                  .compose(
                      over ->
                          placeAfter(
                              parcel, repeats, Math.min(2 * pauseMillis, LONGEST_PAUSE_MILLIS)));
            });
  }

  private Future<UUID> send(Parcel parcel) {
    RequestOptions request =
        new RequestOptions()
            .setMethod(HttpMethod.POST)
            .setHost(orderService.getHost())
            .setPort(orderService.getPort())
            .setURI("/orders")
            .putHeader("Content-Type", "application/json")
            .putHeader("Idempotency-Key", parcel.key());
    return http.request(request)
        .compose(opened -> answer(opened, parcel.body()))
        .map(body -> accepted(parcel, body));
  }

  /**
   * Runs on the event loop of the connection, so that the body is asked for before it can arrive:
   * Vert.x drops a body that nobody wants yet.
   */
  private static Future<Buffer> answer(HttpClientRequest request, Buffer body) {
    return request
        .send(body)
        .expecting(HttpResponseExpectation.SC_ACCEPTED)
        .compose(HttpClientResponse::body);
  }

  private UUID accepted(Parcel parcel, Buffer body) {
    DemoOrder order = parcel.order();
    UUID id = UUID.fromString(JSON.readTree(body.getBytes()).required("order_id").asString());
    log.note(Promise.ofOrder(id, parcel.key(), order.user(), order.country(), order.quantities()));
    return id;
  }

  @Override
  public void close() {
    http.close();
    vertx.close();
  }
}
