package dev.streamflow.payment.provider;

import dev.streamflow.engine.Call;
import dev.streamflow.engine.CallClient;
import dev.streamflow.engine.UnexpectedAnswer;
import dev.streamflow.payment.Answer;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.Executors;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Asks the provider over HTTP. 201 and 402 are answers; anything else, and no response in time,
 * says nothing about the money and is thrown, so that the call is made again with its key. A status
 * that blames the request says that the provider is there, and others need not wait.
 */
@Component
class ProviderClient implements CallClient {

  private static final Duration CONNECT_WITHIN = Duration.ofSeconds(2);
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final int MOST_OF_A_BODY = 1000;

  /** Request Timeout and Too Many Requests: they blame the moment and not the request. */
  private static final Set<Integer> PLEASE_WAIT = Set.of(408, 429);

  private final RestClient provider;

  ProviderClient(ProviderSettings settings) {
    HttpClient http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT_WITHIN)
            .executor(Executors.newVirtualThreadPerTaskExecutor())
            .build();
    JdkClientHttpRequestFactory requests = new JdkClientHttpRequestFactory(http);
    requests.setReadTimeout(settings.timeout());
    provider =
        RestClient.builder().baseUrl(settings.url().toString()).requestFactory(requests).build();
  }

  @Override
  public Answer make(Call call) {
    return ProviderCalls.isRefund(call)
        ? post("/v1/refunds", call, ProviderClient::refunded)
        : post("/v1/charges", call, ProviderClient::captured);
  }

  private Answer post(String path, Call call, Reader reader) {
    return provider
        .post()
        .uri(path)
        .headers(headers -> addHeaders(headers, call))
        .body(call.body().getBytes(StandardCharsets.UTF_8))
        .exchangeForRequiredValue((_, response) -> reader.read(response));
  }

  private static void addHeaders(HttpHeaders headers, Call call) {
    headers.setContentType(MediaType.APPLICATION_JSON);
    headers.set("Idempotency-Key", call.idempotencyKey());
    if (call.traceparent() != null) {
      headers.set("traceparent", call.traceparent());
    }
  }

  private static Answer captured(ClientHttpResponse response) throws IOException {
    return switch (response.getStatusCode().value()) {
      case 201 -> new Answer.Captured(field(response, "charge_id"));
      case 402 -> new Answer.Declined(field(response, "decline_code"));
      default -> throw unknown(response);
    };
  }

  private static Answer refunded(ClientHttpResponse response) throws IOException {
    if (response.getStatusCode().value() != 201) {
      throw unknown(response);
    }
    return new Answer.Refunded();
  }

  private static String field(ClientHttpResponse response, String name) throws IOException {
    JsonNode body = JSON.readTree(response.getBody());
    return body.required(name).asString();
  }

  private static RuntimeException unknown(ClientHttpResponse response) throws IOException {
    int status = response.getStatusCode().value();
    String body = new String(response.getBody().readNBytes(MOST_OF_A_BODY), StandardCharsets.UTF_8);
    String what = "The provider answered %d: %s".formatted(status, body);
    return response.getStatusCode().is4xxClientError() && !PLEASE_WAIT.contains(status)
        ? new UnexpectedAnswer(what)
        : new OutcomeUnknown(what);
  }

  @FunctionalInterface
  private interface Reader {
    Answer read(ClientHttpResponse response) throws IOException;
  }
}
