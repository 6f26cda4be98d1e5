package dev.streamflow.systemtests.faults.containers;

import dev.streamflow.systemtests.invariants.Finding;
import dev.streamflow.systemtests.invariants.Finding.Violation;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The ids under which a registry has its schemas. They are in every record: a registry that gives a
 * schema another id makes history unreadable.
 *
 * @param bySubject the id of the latest version
 */
record SchemaIds(Map<String, Integer> bySubject) {
  private static final JsonMapper JSON = new JsonMapper();

  /**
   * Asks a registry.
   *
   * @param registry the root of its Confluent API
   */
  static SchemaIds registeredAt(URI registry) throws IOException, InterruptedException {
    try (HttpClient http = HttpClient.newHttpClient()) {
      Map<String, Integer> ids = new TreeMap<>();
      for (JsonNode subject : get(http, URI.create(registry + "/subjects"))) {
        String name = subject.asString();
        URI latest = URI.create("%s/subjects/%s/versions/latest".formatted(registry, name));
        ids.put(name, get(http, latest).required("id").asInt());
      }
      return new SchemaIds(ids);
    }
  }

  private static JsonNode get(HttpClient http, URI address)
      throws IOException, InterruptedException {
    HttpResponse<String> response =
        http.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString());
    if (response.statusCode() != 200) {
      throw new IOException("HTTP %d for %s".formatted(response.statusCode(), address));
    }
    return JSON.readTree(response.body());
  }

  /** Whether they are the same afterwards. */
  Finding unchangedIn(SchemaIds after) {
    Set<String> subjects = new TreeSet<>(bySubject.keySet());
    subjects.addAll(after.bySubject.keySet());
    List<Violation> violations = new ArrayList<>();
    for (String subject : subjects) {
      Integer was = bySubject.get(subject);
      Integer is = after.bySubject.get(subject);
      if (was == null || !was.equals(is)) {
        violations.add(new Violation(subject, "had the id %s, has %s".formatted(was, is)));
      }
    }
    String figure = subjects.size() + " subjects";
    return new Finding("ids", "schemas keep their ids", figure, violations);
  }
}
