package dev.streamflow.systemtests.cli;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/** What dead letters have in common. */
final class DlqTraits {
  @Option(names = "--service", paramLabel = "NAME", description = "Only letters of this service.")
  private @Nullable String service;

  @Option(
      names = "--cause",
      paramLabel = "CLASS",
      description = "Only letters that failed with this, with or without its package.")
  private @Nullable String cause;

  @Option(names = "--topic", paramLabel = "NAME", description = "Only letters of this topic.")
  private @Nullable String topic;

  /** Those that were given, as the control room takes them. */
  Map<String, Object> given() {
    Map<String, Object> given = new HashMap<>();
    given.put("service", service);
    given.put("cause", cause);
    given.put("topic", topic);
    given.values().removeIf(trait -> trait == null);
    return given;
  }

  /** Whether a group of letters has them. */
  boolean concern(JsonNode group) {
    return isOrUnsaid(service, group.required("service").asString())
        && isOrUnsaid(topic, group.required("topic").asString())
        && (cause == null || ("." + group.required("cause").asString()).endsWith("." + cause));
  }

  private static boolean isOrUnsaid(@Nullable String wanted, String actual) {
    return wanted == null || wanted.equals(actual);
  }
}
