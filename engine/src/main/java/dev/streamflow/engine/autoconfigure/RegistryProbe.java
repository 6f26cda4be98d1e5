package dev.streamflow.engine.autoconfigure;

import dev.streamflow.schemas.SchemaRegistryClient;
import dev.streamflow.schemas.SchemaUnavailableException;
import dev.streamflow.schemas.TopicCatalogue;
import dev.streamflow.schemas.TrustedEvents;
import java.util.function.BooleanSupplier;
import org.apache.avro.Schema;

/**
 * Whether the registry works and still has our schemas. Only then does its "unknown" mean that a
 * record is bad: a registry that was wiped knows nothing, and must be waited for.
 */
final class RegistryProbe implements BooleanSupplier {

  private final SchemaRegistryClient registry;
  private final String subject;
  private final Schema schema;

  RegistryProbe(String service, TopicCatalogue catalogue, SchemaRegistryClient registry) {
    String type =
        catalogue.readBy(service).values().stream()
            .flatMap(types -> types.stream().sorted())
            .findFirst()
            .orElseThrow(
                () -> new IllegalStateException(service + " reads no event type in topics.yaml"));
    this.registry = registry;
    this.schema = TrustedEvents.schemaOf(type);
    this.subject = SchemaRegistryClient.subjectOf(catalogue.topicOf(type).name(), schema);
  }

  @Override
  public boolean getAsBoolean() {
    try {
      return registry.knows(subject, schema);
    } catch (SchemaUnavailableException e) {
      return false;
    }
  }
}
