package dev.streamflow.schemas;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * JSON over HTTP with the registry. A request that got no answer is repeated, at every address, for
 * some seconds at most: waiting longer is the caller's decision.
 */
final class RegistryConnection implements AutoCloseable {

  private static final String MEDIA_TYPE = "application/vnd.schemaregistry.v1+json";
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(1);
  private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(2);
  private static final int ROUNDS = 3;
  private static final Duration FIRST_PAUSE = Duration.ofMillis(100);

  private final RegistrySettings settings;
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(CONNECT_TIMEOUT)
          .build();

  RegistryConnection(RegistrySettings settings) {
    this.settings = settings;
  }

  /** What the registry said: 2xx or 4xx. */
  record Answer(int status, JsonNode json) {
    boolean isOk() {
      return status < 300;
    }

    /** Tells a registry that does not know something from a server that does not know the path. */
    boolean isNotFound() {
      return status == 404 && json.path("error_code").asInt(0) / 100 == 404;
    }

    String message() {
      return status + " " + json.path("message").asString("");
    }
  }

  Answer get(String path) {
    return ask("GET", path, null);
  }

  Answer send(String method, String path, Map<String, String> body) {
    return ask(method, path, JsonMapper.shared().writeValueAsString(body));
  }

  private Answer ask(String method, String path, @Nullable String body) {
    Exception last = null;
    Duration pause = FIRST_PAUSE;
    for (int round = 1; ; round++) {
      for (URI address : settings.urls()) {
        try {
          return exchange(request(address, method, path, body));
        } catch (IOException e) {
          last = e;
        } catch (InterruptedException e) {
          throw interrupted(e);
        }
      }
      if (round == ROUNDS) {
        throw SchemaUnavailableException.unreachable(
            "the schema registry at " + settings + " does not answer: " + last, last);
      }
      rest(pause);
      pause = pause.multipliedBy(2);
    }
  }

  private HttpRequest request(URI address, String method, String path, @Nullable String body) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(address + path))
            .timeout(REQUEST_TIMEOUT)
            .header("Accept", MEDIA_TYPE + ", application/json")
            .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    if (body != null) {
      request.header("Content-Type", MEDIA_TYPE);
    }
    if (settings.userInfo() != null) {
      byte[] credentials = settings.userInfo().getBytes(StandardCharsets.UTF_8);
      request.header("Authorization", "Basic " + Base64.getEncoder().encodeToString(credentials));
    }
    return request.build();
  }

  private Answer exchange(HttpRequest request) throws IOException, InterruptedException {
    var response = http.send(request, BodyHandlers.ofString());
    int status = response.statusCode();
    if (status == 401 || status == 403) {
      throw SchemaUnavailableException.unreachable(
          "the schema registry at %s refuses the credentials (%d): check %s"
              .formatted(settings, status, RegistrySettings.USER_INFO),
          null);
    }
    if (status >= 500 || status == 408 || status == 429) {
      throw new IOException("status " + status);
    }
    return new Answer(status, jsonOf(response.body()));
  }

  private JsonNode jsonOf(String body) throws IOException {
    try {
      return JsonMapper.shared().readTree(body);
    } catch (JacksonException e) {
      throw new IOException("the answer is not JSON; is this the address of its REST API?", e);
    }
  }

  private void rest(Duration pause) {
    try {
      Thread.sleep(pause);
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  private SchemaUnavailableException interrupted(InterruptedException e) {
    Thread.currentThread().interrupt();
    return SchemaUnavailableException.unreachable(
        "interrupted while asking the schema registry at " + settings, e);
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
