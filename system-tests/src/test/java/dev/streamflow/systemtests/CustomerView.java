package dev.streamflow.systemtests;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Orders as the order service shows them over HTTP. */
record CustomerView(URI orderService) {
  private static final JsonMapper JSON = new JsonMapper();

  JsonNode get(UUID order) throws IOException {
    try (var answer = orderService.resolve("/orders/" + order).toURL().openStream()) {
      return JSON.readTree(answer);
    }
  }

  /** The types of the steps in the order's history. */
  List<String> stepsOf(UUID order) throws IOException {
    return get(order)
        .path("history")
        .valueStream()
        .map(step -> step.path("type").asString())
        .toList();
  }
}
