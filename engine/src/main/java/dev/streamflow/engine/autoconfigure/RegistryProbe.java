package dev.streamflow.engine.autoconfigure;

import dev.streamflow.schemas.SchemaRegistryClient;
import dev.streamflow.schemas.SchemaUnavailableException;
import dev.streamflow.schemas.TopicCatalogue;
import dev.streamflow.schemas.TrustedEvents;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.apache.avro.Schema;

/**
 * Whether the registry works and still has all schemas that we read. Only then does its "unknown"
 * mean that a record is bad: a registry that was wiped knows nothing, one that is being filled
 * again knows some, and both must be waited for.
 */
final class RegistryProbe implements BooleanSupplier {

  /**
   * So long a good answer is believed. Records that nobody can read come in swarms, and to ask for
   * every schema about each of them would hold up the good ones.
   */
  private static final Duration BELIEVED_FOR = Duration.ofSeconds(1);

  private final SchemaRegistryClient registry;
  private final Map<String, Schema> schemas = new HashMap<>();
  private volatile long believedUntilNanos = System.nanoTime();

  RegistryProbe(String service, TopicCatalogue catalogue, SchemaRegistryClient registry) {
    this.registry = registry;
    catalogue
        .readBy(service)
        .forEach(
            (topic, types) ->
                types.stream()
                    .map(TrustedEvents::schemaOf)
                    .forEach(
                        schema ->
                            schemas.put(SchemaRegistryClient.subjectOf(topic, schema), schema)));
    if (schemas.isEmpty()) {
      throw new IllegalStateException(service + " reads no event type in topics.yaml");
    }
  }

  @Override
  public boolean getAsBoolean() {
    long now = System.nanoTime();
    if (now - believedUntilNanos < 0) {
      return true;
    }
    boolean knowsAll = ask();
    if (knowsAll) {
      believedUntilNanos = now + BELIEVED_FOR.toNanos();
    }
    return knowsAll;
  }

  private boolean ask() {
    try {
      return schemas.entrySet().stream()
          .allMatch(each -> registry.knows(each.getKey(), each.getValue()));
    } catch (SchemaUnavailableException e) {
      return false;
    }
  }
}
