package dev.streamflow.systemtests.running;

import dev.streamflow.systemtests.Problem;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The control room's HTTP API for dead letters. All methods fail with a {@link Problem}. */
public final class DeadLetterDesk {
  private static final Duration TIMEOUT = Duration.ofMinutes(5);
  private static final JsonMapper JSON = new JsonMapper();

  private final URI controlRoom;
  private final String logCommand;

  /**
   * @param logCommand shows what has become of the control room
   */
  DeadLetterDesk(URI controlRoom, String logCommand) {
    this.controlRoom = controlRoom;
    this.logCommand = logCommand;
  }

  /** What nobody has decided on, in groups. */
  public JsonNode groups() throws InterruptedException {
    return send(request("/dead-letters/groups"));
  }

  /** The letters of a group, the oldest first, a thousand at most. */
  public JsonNode letters(String service, String cause, String topic) throws InterruptedException {
    String query =
        Map.of("service", service, "cause", cause, "topic", topic).entrySet().stream()
            .map(trait -> trait.getKey() + "=" + encoded(trait.getValue()))
            .collect(Collectors.joining("&"));
    return send(request("/dead-letters?" + query));
  }

  /** One letter with all that is known of it. */
  public JsonNode letter(UUID id) throws InterruptedException {
    return send(request("/dead-letters/" + id));
  }

  /**
   * Decides on letters.
   *
   * @param act redrive, discard, or an id and edit: what follows the path of the letters
   * @param decision which letters, by whom and why, as the API takes it
   */
  public JsonNode act(String act, Map<String, ?> decision) throws InterruptedException {
    return send(
        request("/dead-letters/" + act)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(JSON.writeValueAsString(decision))));
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(controlRoom.resolve(path)).timeout(TIMEOUT);
  }

  private JsonNode send(HttpRequest.Builder request) throws InterruptedException {
    try (HttpClient http = HttpClient.newHttpClient()) {
      HttpResponse<String> response = http.send(request.build(), BodyHandlers.ofString());
      JsonNode body = JSON.readTree(response.body());
      if (response.statusCode() != 200) {
        throw new Problem(body.path("detail").asString(), "see ./streamflow dlq --help");
      }
      return body;
    } catch (IOException e) {
      throw new Problem(
          "the control room does not answer at %s: %s".formatted(controlRoom, e.getMessage()),
          "see what became of it: " + logCommand);
    }
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
