package dev.streamflow.schemas;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * All topics with their owners, event types and readers, as {@code topics.yaml} states them: the
 * single source that provisioning, services and tests read.
 *
 * @param topics the event topics, then the dead letter topic of each service
 */
public record TopicCatalogue(List<Topic> topics) {

  /** The namespace of every event type. */
  public static final String EVENT_NAMESPACE = "dev.streamflow.events";

  // An event topic states no maxMessageBytes: 0 stands for Kafka's default.
  private static final YAMLMapper YAML =
      YAMLMapper.builder().disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES).build();

  /** Reads the catalogue from the class path. */
  public static TopicCatalogue load() {
    try (InputStream yaml = TopicCatalogue.class.getResourceAsStream("/topics.yaml")) {
      return read(yaml);
    } catch (IOException e) {
      throw new UncheckedIOException("topics.yaml cannot be read", e);
    }
  }

  /** Reads a catalogue that is not the one on the class path. */
  public static TopicCatalogue read(InputStream yaml) {
    return YAML.readValue(yaml, Listing.class).catalogue();
  }

  /** The topics that carry events. */
  public List<Topic> eventTopics() {
    return topics.stream().filter(topic -> !topic.events().isEmpty()).toList();
  }

  /**
   * The topic to which an event type is written.
   *
   * @param eventType full name of the record, such as {@code dev.streamflow.events.OrderCreated}
   * @throws IllegalArgumentException if no topic lists the type
   */
  public Topic topicOf(String eventType) {
    String simpleName = eventType.substring(eventType.lastIndexOf('.') + 1);
    return topics.stream()
        .filter(topic -> topic.events().containsKey(simpleName))
        .findFirst()
        .orElseThrow(
            () -> new IllegalArgumentException(eventType + " is in no topic of topics.yaml"));
  }

  /** What a service reads: full names of event types by topic. Topics without any are left out. */
  public Map<String, Set<String>> readBy(String service) {
    Map<String, Set<String>> types = new LinkedHashMap<>();
    for (Topic topic : topics) {
      Set<String> read = topic.typesReadBy(service);
      if (!read.isEmpty()) {
        types.put(topic.name(), read);
      }
    }
    return types;
  }

  /** The full names of the event types that a service writes. */
  public Set<String> writtenBy(String service) {
    return topics.stream()
        .filter(topic -> topic.owner().equals(service))
        .flatMap(topic -> topic.events().keySet().stream())
        .map(name -> EVENT_NAMESPACE + "." + name)
        .collect(Collectors.toUnmodifiableSet());
  }

  /** The services that take part: all that own a dead letter topic. */
  public List<String> services() {
    return topics.stream().filter(topic -> topic.events().isEmpty()).map(Topic::owner).toList();
  }

  /** The name of the topic that takes what a service gave up on. */
  public static String deadLetterTopicOf(String service) {
    return service + ".dlq";
  }

  private record Listing(List<Topic> topics, DeadLetters deadLetters) {
    TopicCatalogue catalogue() {
      List<Topic> all = new ArrayList<>(topics);
      for (String service : deadLetters.services()) {
        all.add(deadLetters.topicOf(service));
      }
      return new TopicCatalogue(List.copyOf(all));
    }
  }

  private record DeadLetters(
      int partitions, Duration retention, int maxMessageBytes, List<String> services) {
    Topic topicOf(String service) {
      return new Topic(
          deadLetterTopicOf(service),
          service,
          "user_id",
          partitions,
          retention,
          Map.of(),
          maxMessageBytes);
    }
  }
}
