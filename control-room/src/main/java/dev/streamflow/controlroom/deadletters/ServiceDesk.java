package dev.streamflow.controlroom.deadletters;

import dev.streamflow.controlroom.deadletters.LetterGroups.Group;
import java.net.URI;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.web.client.HttpClientErrorException;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The dead letters of one service, as its {@code /actuator/deadletters} has them. */
final class ServiceDesk {

  private final String service;
  private final RestClient http;
  private final JsonMapper json;

  ServiceDesk(String service, URI address, RestClient.Builder http, JsonMapper json) {
    this.service = service;
    this.http = http.clone().baseUrl(address.resolve("/actuator/deadletters")).build();
    this.json = json;
  }

  String service() {
    return service;
  }

  /**
   * What nobody has decided on.
   *
   * @throws ServiceUnreachable as all methods do
   */
  List<Group> groups() {
    return ask(
            client ->
                client
                    .get()
                    .retrieve()
                    .body(new ParameterizedTypeReference<List<GroupOfService>>() {}))
        .stream()
        .map(group -> group.in(service))
        .toList();
  }

  /** Letters of a group, at most a thousand, behind one of them or from the oldest on. */
  List<Letter.Entry> letters(String cause, String topic, @Nullable UUID after) {
    return ask(
        client ->
            client
                .get()
                .uri(
                    uri ->
                        uri.pathSegment(cause, topic)
                            .queryParamIfPresent("after", Optional.ofNullable(after))
                            .build())
                .retrieve()
                .body(new ParameterizedTypeReference<List<Letter.Entry>>() {}));
  }

  Optional<Letter> find(UUID id) {
    try {
      return Optional.of(
          letterOf(ask(client -> client.get().uri("/{id}", id).retrieve().body(ObjectNode.class))));
    } catch (HttpClientErrorException.NotFound e) {
      return Optional.empty();
    }
  }

  /** The service does not say its name, and has the event as the text of a JSON object. */
  private Letter letterOf(ObjectNode letter) {
    letter.put("service", service);
    JsonNode event = letter.required("event");
    if (event.isString()) {
      letter.set("event", json.readTree(event.asString()));
    }
    return json.treeToValue(letter, Letter.class);
  }

  /** Redrives or discards one letter. */
  int act(String act, UUID id, Decision decision) {
    return act("/" + act, Map.of("id", id), decision.by(), decision.reason(), decision.dryRun());
  }

  /** Redrives or discards a group. */
  int act(String act, Group group, Decision decision) {
    return act(
        "/" + act,
        Map.of("cause", group.cause(), "topic", group.topic()),
        decision.by(),
        decision.reason(),
        decision.dryRun());
  }

  /**
   * @throws Refused if the event could not be processed
   */
  int edit(UUID id, Correction correction) {
    Map<String, Object> event = new HashMap<>(Map.of("event", correction.event().toString()));
    if (correction.type() != null) {
      event.put("type", correction.type());
    }
    return act(
        "/" + id + "/edit", event, correction.by(), correction.reason(), correction.dryRun());
  }

  private int act(String path, Map<String, Object> what, String by, String reason, boolean dryRun) {
    Map<String, Object> body = new HashMap<>(what);
    // Actuator reads a body of texts, and a service's JSON may refuse to make a text of a boolean.
    body.putAll(Map.of("by", by, "reason", reason, "dryRun", String.valueOf(dryRun)));
    try {
      return ask(client ->
              client
                  .post()
                  .uri(path)
                  .contentType(MediaType.APPLICATION_JSON)
                  .body(body)
                  .retrieve()
                  .body(Done.class))
          .letters();
    } catch (HttpClientErrorException.BadRequest e) {
      throw new Refused(e.getResponseBodyAs(ProblemDetail.class).getDetail());
    }
  }

  private <T> T ask(Function<RestClient, @Nullable T> request) {
    try {
      return request.apply(http);
    } catch (HttpClientErrorException e) {
      throw e;
    } catch (RestClientException e) {
      throw new ServiceUnreachable(service, e);
    }
  }

  private record Done(int letters) {}

  private record GroupOfService(
      String cause, String topic, long count, Instant since, Instant until) {

    Group in(String service) {
      return new Group(service, cause, topic, count, since, until);
    }
  }

  /** The service has looked at what was asked for, and will not do it. */
  static final class Refused extends RuntimeException {

    Refused(@Nullable String why) {
      super(why);
    }
  }

  /** The service could not be asked: it is not known whether it has done anything. */
  static final class ServiceUnreachable extends RuntimeException {

    ServiceUnreachable(String service, Throwable cause) {
      super(service + " could not be asked: " + cause.getMessage(), cause);
    }
  }
}
