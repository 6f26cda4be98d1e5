package dev.streamflow.systemtests.running.compose;

import dev.streamflow.systemtests.Problem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MappingIterator;
import tools.jackson.databind.json.JsonMapper;

/**
 * A container of a Compose project.
 *
 * @param name as people know it: that of its service, with a number if it is not the first
 * @param health empty if it has no health check
 * @param ports where the ports of the container are on this machine
 */
public record Container(
    String id,
    String name,
    String service,
    String state,
    String health,
    Map<Integer, Integer> ports) {
  private static final JsonMapper JSON = new JsonMapper();

  /** Reads what {@code docker compose ps --format json} prints: an array, or one after another. */
  static List<Container> parse(String json) {
    List<Container> containers = new ArrayList<>();
    try (MappingIterator<JsonNode> all = JSON.readerFor(JsonNode.class).readValues(json)) {
      all.forEachRemaining(container -> containers.add(of(container)));
    }
    return containers;
  }

  private static Container of(JsonNode container) {
    Map<Integer, Integer> ports = new HashMap<>();
    for (JsonNode port : container.path("Publishers")) {
      if (port.required("PublishedPort").asInt() > 0) {
        ports.put(port.required("TargetPort").asInt(), port.required("PublishedPort").asInt());
      }
    }
    String prefix = container.required("Project").asString() + "-";
    String name = container.required("Name").asString();
    return new Container(
        container.required("ID").asString(),
        (name.startsWith(prefix) ? name.substring(prefix.length()) : name).replaceFirst("-1$", ""),
        container.required("Service").asString(),
        container.required("State").asString().toLowerCase(Locale.ROOT),
        container.path("Health").asString(""),
        ports);
  }

  public boolean isRunning() {
    return state.equals("running");
  }

  /** Whether it runs and does what it is there for, as far as its health check knows. */
  public boolean isReady() {
    return isRunning() && (health.isEmpty() || health.equals("healthy"));
  }

  /** Its state for people: its health if it has one. */
  public String condition() {
    if (!isRunning()) {
      return state;
    }
    return isReady() ? "ready" : health;
  }

  /**
   * Where a port of the container is on this machine.
   *
   * @throws Problem if it is not there, as when the container does not run
   */
  int published(int port) {
    Integer published = ports.get(port);
    if (published == null) {
      throw new Problem(
          "port %d of %s cannot be reached: it is %s".formatted(port, name, condition()),
          "see ./streamflow status --docker, then: docker compose up -d --wait");
    }
    return published;
  }
}
