package dev.streamflow.localstack;

import dev.streamflow.schemas.SchemaRegistrar;
import dev.streamflow.schemas.SchemaRegistryClient;
import dev.streamflow.schemas.TopicCatalogue;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The schema registry, its storage in memory, with the schemas of all events. */
record RegistryServer(ServerFiles files, Endpoints endpoints) implements Server {

  static final String NAME = "registry";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public void prepare() {}

  @Override
  public ProcessSpec spec() {
    return ProcessSpec.java(name(), arguments())
        .readyWhen(Probe.http(endpoints.registry().resolve("v7/subjects")));
  }

  private List<String> arguments() {
    return List.of(
        Speed.START.flag(),
        "-Xmx256m",
        "-XX:+UseSerialGC",
        "-Dquarkus.http.host=" + Endpoints.LOOPBACK,
        "-Dquarkus.http.port=" + endpoints.registryPort(),
        "-Dquarkus.management.host=" + Endpoints.LOOPBACK,
        "-Dquarkus.management.port=0",
        "-Dapicurio.storage.kind=sql",
        "-Dapicurio.storage.sql.kind=h2",
        "-jar",
        files.registry().toString());
  }

  @Override
  public void furnish() {
    Map<String, String> settings = Map.of("schema.registry.url", endpoints.registry().toString());
    try (SchemaRegistryClient registry = SchemaRegistryClient.of(settings)) {
      new SchemaRegistrar(registry, TopicCatalogue.load()).register(Duration.ZERO);
    }
  }
}
