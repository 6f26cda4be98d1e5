package dev.streamflow.systemtests.running.compose;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the engine knows of one run of a container.
 *
 * @param startedAt tells this run from others of the same container
 * @param pid of the main process, as the engine's machine has it
 * @param image id of its image
 * @param networks the names that it has in each network
 */
public record ContainerState(
    String startedAt,
    boolean isKilledForMemory,
    long pid,
    String image,
    Map<String, List<String>> networks) {
  private static final JsonMapper JSON = new JsonMapper();

  /** Reads what {@code docker inspect} prints, in its order. */
  static List<ContainerState> parse(String json) {
    return JSON.readTree(json).valueStream().map(ContainerState::of).toList();
  }

  private static ContainerState of(JsonNode container) {
    JsonNode state = container.required("State");
    Map<String, List<String>> networks = new HashMap<>();
    for (Map.Entry<String, JsonNode> network :
        container.required("NetworkSettings").required("Networks").properties()) {
      List<String> aliases = new ArrayList<>();
      network.getValue().path("Aliases").forEach(alias -> aliases.add(alias.asString()));
      networks.put(network.getKey(), aliases);
    }
    return new ContainerState(
        state.required("StartedAt").asString(),
        state.required("OOMKilled").asBoolean(),
        state.required("Pid").asLong(),
        container.required("Image").asString(),
        networks);
  }
}
