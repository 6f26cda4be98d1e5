package dev.streamflow.schemas;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.atomic.AtomicInteger;

/** Stands before the real registry: lets in who has the password, and fails as often as told. */
final class RegistryDoor implements AutoCloseable {

  private final HttpClient http = HttpClient.newHttpClient();
  private final URI registry;
  private final String expectedCredentials;
  private final HttpServer server;
  private final AtomicInteger failuresLeft = new AtomicInteger();
  private final AtomicInteger requests = new AtomicInteger();

  /**
   * @param expectedCredentials the header that a request must carry
   */
  RegistryDoor(String registry, String expectedCredentials) {
    this.registry = URI.create(registry);
    this.expectedCredentials = expectedCredentials;
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/", this::answer);
    server.start();
  }

  void failNext(int requests) {
    failuresLeft.set(requests);
  }

  int requests() {
    return requests.get();
  }

  String url() {
    return "http://localhost:%d%s".formatted(server.getAddress().getPort(), registry.getPath());
  }

  private void answer(HttpExchange exchange) throws IOException {
    requests.incrementAndGet();
    if (failuresLeft.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
      exchange.sendResponseHeaders(503, -1);
    } else if (!expectedCredentials.equals(
        exchange.getRequestHeaders().getFirst("Authorization"))) {
      exchange.sendResponseHeaders(401, -1);
    } else {
      forward(exchange);
    }
    exchange.close();
  }

  private void forward(HttpExchange exchange) throws IOException {
    HttpRequest request =
        HttpRequest.newBuilder(registry.resolve(exchange.getRequestURI()))
            .header("Content-Type", "application/json")
            .method(
                exchange.getRequestMethod(),
                HttpRequest.BodyPublishers.ofByteArray(exchange.getRequestBody().readAllBytes()))
            .build();
    try {
      var response = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
      exchange.sendResponseHeaders(response.statusCode(), response.body().length);
      exchange.getResponseBody().write(response.body());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    server.stop(0);
    http.close();
  }
}
