package dev.streamflow.schemas;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * One topic of the catalogue.
 *
 * @param name the topic's name in Kafka
 * @param owner the only service that writes to it
 * @param key the event field whose value keys every record
 * @param partitions how many partitions it must have, exactly
 * @param retention how long Kafka keeps a record
 * @param events the readers (service names) of each event type, by the record's simple name; empty
 *     for a dead letter topic
 * @param maxMessageBytes the largest record batch that Kafka takes, in bytes
 */
public record Topic(
    String name,
    String owner,
    String key,
    int partitions,
    Duration retention,
    Map<String, List<String>> events,
    int maxMessageBytes) {

  /** Kafka's own default for {@code max.message.bytes}. */
  static final int DEFAULT_MAX_MESSAGE_BYTES = 1024 * 1024 + 12;

  public Topic {
    events = events == null ? Map.of() : Map.copyOf(events);
    maxMessageBytes = maxMessageBytes == 0 ? DEFAULT_MAX_MESSAGE_BYTES : maxMessageBytes;
  }

  /** The topic's settings as Kafka's admin client takes them. */
  public Map<String, String> settings() {
    return Map.of(
        "retention.ms", Long.toString(retention.toMillis()),
        "max.message.bytes", Integer.toString(maxMessageBytes),
        "cleanup.policy", "delete");
  }

  /**
   * The same for a topic with this many replicas: with three or more, an acknowledged record
   * survives the loss of any one of them.
   */
  Map<String, String> settings(int replicas) {
    Map<String, String> settings = new HashMap<>(settings());
    settings.put("min.insync.replicas", Integer.toString(Math.max(1, replicas - 1)));
    return settings;
  }

  /** The full names of the event types in this topic that the service reads. */
  Set<String> typesReadBy(String service) {
    return events.entrySet().stream()
        .filter(event -> event.getValue().contains(service))
        .map(event -> TopicCatalogue.EVENT_NAMESPACE + "." + event.getKey())
        .collect(Collectors.toUnmodifiableSet());
  }
}
