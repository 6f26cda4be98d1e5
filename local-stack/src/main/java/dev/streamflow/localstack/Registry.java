package dev.streamflow.localstack;

import dev.streamflow.schemas.SchemaRegistrar;
import dev.streamflow.schemas.SchemaRegistryClient;
import dev.streamflow.schemas.TopicCatalogue;
import java.time.Duration;
import java.util.Map;

/** A schema registry that runs, as its clients see it. */
record Registry(Endpoints endpoints) {

  boolean answers() throws Exception {
    return Probe.http(endpoints.registry().resolve("v7/subjects")).isReady();
  }

  /** Registers all schemas that it does not have. */
  void registerSchemas() {
    Map<String, String> settings = Map.of("schema.registry.url", endpoints.registry().toString());
    try (SchemaRegistryClient registry = SchemaRegistryClient.of(settings)) {
      new SchemaRegistrar(registry, TopicCatalogue.load()).register(Duration.ZERO);
    }
  }
}
