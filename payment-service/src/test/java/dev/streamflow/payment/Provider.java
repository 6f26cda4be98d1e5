package dev.streamflow.payment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.streamflow.localstack.LocalStack;
import dev.streamflow.localstack.Probe;
import dev.streamflow.localstack.ProcessSpec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.MediaType;
import org.springframework.web.client.RestClient;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/** The real payment-provider in a process of its own: its switches, and its ledger as witness. */
public final class Provider {

  /** A movement of money, as much of it as the tests ask about. */
  @JsonNaming(SnakeCaseStrategy.class)
  public record Entry(String kind, String chargeId, long amountMinor, String idempotencyKey) {}

  private final URI url;
  private final RestClient http;

  private Provider(URI url) {
    this.url = url;
    this.http = RestClient.create(url.toString());
  }

  /** Starts it beside the servers of a stack, which stops it in the end. */
  static Provider startedBeside(LocalStack stack) {
    int port = freePort();
    URI url = URI.create("http://127.0.0.1:" + port);
    Path jar = Path.of(System.getProperty("payment-provider.jar"));
    stack.run(
        List.of(
            ProcessSpec.java(
                    "payment-provider",
                    List.of(
                        "-XX:TieredStopAtLevel=1",
                        "-Xmx128m",
                        "-jar",
                        jar.toAbsolutePath().toString(),
                        "--server.port=" + port,
                        "--provider.journal=data/payment-provider.journal"))
                .readyWhen(Probe.http(url.resolve("/actuator/health/readiness")))));
    return new Provider(url);
  }

  URI url() {
    return url;
  }

  /** Turns the switches that the JSON object names; all others are off. */
  public void turn(String switches) {
    http.put()
        .uri("/v1/switches")
        .contentType(MediaType.APPLICATION_JSON)
        .body(switches)
        .retrieve()
        .toBodilessEntity();
  }

  /** What moved for an order, oldest first. */
  public List<Entry> entriesOf(UUID orderId) {
    List<Entry> entries =
        http.get()
            .uri("/v1/ledger?reference={order}", orderId)
            .retrieve()
            .body(new ParameterizedTypeReference<List<Entry>>() {});
    assertThat(entries).isNotNull();
    return entries;
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
