package dev.streamflow.localstack;

import java.util.List;
import java.util.Map;

/** The schema registry in a container, its storage in memory, with the schemas of all events. */
record RegistryContainer(Endpoints endpoints) implements Server {

  static final String IMAGE = "apicurio/apicurio-registry:3.3.3";

  private static final int PORT = 8080;

  @Override
  public String name() {
    return RegistryServer.NAME;
  }

  @Override
  public void prepare() {}

  @Override
  public ContainerSpec spec() {
    return new ContainerSpec(
        name(),
        IMAGE,
        List.of(),
        Map.of(
            "APICURIO_STORAGE_KIND",
            "sql",
            "APICURIO_STORAGE_SQL_KIND",
            "h2",
            "JAVA_OPTS_APPEND",
            Speed.START.flag() + " -Xmx256m -XX:+UseSerialGC"),
        Map.of(),
        endpoints.registryPort(),
        PORT,
        new Registry(endpoints)::answers);
  }

  @Override
  public void furnish() {
    new Registry(endpoints).registerSchemas();
  }
}
