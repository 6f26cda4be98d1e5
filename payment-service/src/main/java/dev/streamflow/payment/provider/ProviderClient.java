package dev.streamflow.payment.provider;

import dev.streamflow.engine.Call;
import dev.streamflow.engine.CallClient;
import dev.streamflow.engine.UnexpectedAnswer;
import dev.streamflow.payment.Answer;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.io.HttpClientResponseHandler;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.pool.PoolConcurrencyPolicy;
import org.apache.hc.core5.util.Timeout;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Asks the provider over HTTP. 201 and 402 are answers; anything else, and no response in time,
 * says nothing about the money and is thrown, so that the call is made again with its key. A status
 * that blames the request says that the provider is there, and others need not wait.
 */
@Component
class ProviderClient implements CallClient, AutoCloseable {

  /** Where too many connect at once, Linux tries again after one second and after three. */
  private static final Timeout CONNECT_WITHIN = Timeout.ofSeconds(4);

  private static final JsonMapper JSON = JsonMapper.shared();
  private static final ContentType JSON_TYPE = ContentType.create("application/json");
  private static final int MOST_OF_A_BODY = 1000;

  /** A connection has two, and waits with them; what goes through fits in. */
  private static final int BUFFER_BYTES = 1024;

  /** Request Timeout and Too Many Requests: they blame the moment and not the request. */
  private static final Set<Integer> PLEASE_WAIT = Set.of(408, 429);

  private final URI provider;
  private final CloseableHttpClient http;

  ProviderClient(ProviderSettings settings) {
    provider = settings.url();
    Timeout patience = Timeout.of(settings.timeout());
    http =
        HttpClients.custom()
            .setConnectionManager(connections(patience))
            .setDefaultRequestConfig(RequestConfig.custom().setResponseTimeout(patience).build())
            .disableAutomaticRetries() // The engine repeats a call, and knows when.
            .disableRedirectHandling()
            .disableCookieManagement()
            .disableContentCompression()
            .build();
  }

  /** One for each call under way. How many those may be is the engine's business. */
  private static PoolingHttpClientConnectionManager connections(Timeout patience) {
    return PoolingHttpClientConnectionManagerBuilder.create()
        .setPoolConcurrencyPolicy(PoolConcurrencyPolicy.LAX)
        .setMaxConnPerRoute(Integer.MAX_VALUE)
        .setMaxConnTotal(Integer.MAX_VALUE)
        .setConnectionFactory(
            ManagedHttpClientConnectionFactory.builder()
                .http1Config(Http1Config.custom().setBufferSize(BUFFER_BYTES).build())
                .build())
        .setDefaultConnectionConfig(
            ConnectionConfig.custom()
                .setConnectTimeout(CONNECT_WITHIN)
                .setSocketTimeout(patience)
                .build())
        .build();
  }

  @Override
  public Answer make(Call call) throws IOException {
    return ProviderCalls.isRefund(call)
        ? post("/v1/refunds", call, ProviderClient::refunded)
        : post("/v1/charges", call, ProviderClient::captured);
  }

  private Answer post(String path, Call call, HttpClientResponseHandler<Answer> reader)
      throws IOException {
    HttpPost request = new HttpPost(provider.resolve(path));
    request.setHeader("Idempotency-Key", call.idempotencyKey());
    if (call.traceparent() != null) {
      request.setHeader("traceparent", call.traceparent());
    }
    request.setEntity(new ByteArrayEntity(call.body().getBytes(StandardCharsets.UTF_8), JSON_TYPE));
    return http.execute(request, reader);
  }

  private static Answer captured(ClassicHttpResponse response) throws IOException {
    return switch (response.getCode()) {
      case 201 -> new Answer.Captured(field(response, "charge_id"));
      case 402 -> new Answer.Declined(field(response, "decline_code"));
      default -> throw unknown(response);
    };
  }

  private static Answer refunded(ClassicHttpResponse response) throws IOException {
    if (response.getCode() != 201) {
      throw unknown(response);
    }
    return new Answer.Refunded();
  }

  private static String field(ClassicHttpResponse response, String name) throws IOException {
    JsonNode body = JSON.readTree(bodyOf(response));
    return body.required(name).asString();
  }

  private static RuntimeException unknown(ClassicHttpResponse response) throws IOException {
    int status = response.getCode();
    String body = new String(bodyOf(response), StandardCharsets.UTF_8);
    String what = "The provider answered %d: %s".formatted(status, body);
    return status >= 400 && status < 500 && !PLEASE_WAIT.contains(status)
        ? new UnexpectedAnswer(what)
        : new OutcomeUnknown(what);
  }

  private static byte[] bodyOf(ClassicHttpResponse response) throws IOException {
    return response.getEntity() == null
        ? new byte[0]
        : response.getEntity().getContent().readNBytes(MOST_OF_A_BODY);
  }

  @Override
  public void close() {
    http.close(CloseMode.IMMEDIATE);
  }
}
