package dev.streamflow.systemtests.running.compose;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the Compose files say, with all variables resolved.
 *
 * @param environments the settings of each service of the file
 * @param jobs the services that end once they are done
 */
record ComposeFile(
    String project, Map<String, Map<String, String>> environments, Set<String> jobs) {
  private static final JsonMapper JSON = new JsonMapper();

  /** Reads what {@code docker compose config --format json} prints. */
  static ComposeFile parse(String json) {
    JsonNode file = JSON.readTree(json);
    Map<String, Map<String, String>> environments = new HashMap<>();
    Set<String> jobs = new HashSet<>();
    for (Map.Entry<String, JsonNode> service : file.required("services").properties()) {
      environments.put(service.getKey(), environment(service.getValue()));
      service.getValue().path("depends_on").properties().stream()
          .filter(needed -> isJob(needed.getValue()))
          .forEach(needed -> jobs.add(needed.getKey()));
    }
    return new ComposeFile(file.required("name").asString(), environments, jobs);
  }

  private static Map<String, String> environment(JsonNode service) {
    Map<String, String> environment = new HashMap<>();
    service
        .path("environment")
        .properties()
        .forEach(each -> environment.put(each.getKey(), each.getValue().asString("")));
    return environment;
  }

  private static boolean isJob(JsonNode dependency) {
    return dependency.path("condition").asString("").equals("service_completed_successfully");
  }

  /**
   * A setting of a service.
   *
   * @throws IllegalArgumentException if the file does not have it
   */
  String setting(String service, String name) {
    String value = environments.getOrDefault(service, Map.of()).get(name);
    if (value == null) {
      throw new IllegalArgumentException("the Compose file sets no " + name + " for " + service);
    }
    return value;
  }

  /** Whether a service of this file runs until it is stopped. */
  boolean isToRun(String service) {
    return environments.containsKey(service) && !jobs.contains(service);
  }
}
