package dev.streamflow.localstack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The schema registry, its storage in memory, with the schemas of all events.
 *
 * @param folder for what it unpacks while it runs
 */
record RegistryServer(ServerFiles files, Endpoints endpoints, Path folder) implements Server {

  static final String NAME = "registry";
  private static final String MAIN_CLASS = "io.quarkus.runner.GeneratedMain";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public void prepare() throws IOException {
    Files.createDirectory(folder);
  }

  @Override
  public ProcessSpec spec() throws IOException {
    return ProcessSpec.java(name(), arguments()).readyWhen(new Registry(endpoints)::answers);
  }

  private List<String> arguments() throws IOException {
    List<String> arguments = new ArrayList<>();
    Collections.addAll(
        arguments,
        Speed.START.flag(),
        "-Xmx256m",
        "-XX:+UseSerialGC",
        "-Djava.io.tmpdir=" + folder,
        "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
        "-Dquarkus.http.host=" + Endpoints.LOOPBACK,
        "-Dquarkus.http.port=" + endpoints.registryPort(),
        "-Dquarkus.management.host=" + Endpoints.LOOPBACK,
        "-Dquarkus.management.port=0",
        "-Dapicurio.storage.kind=sql",
        "-Dapicurio.storage.sql.kind=h2");
    arguments.addAll(files.registry().arguments());
    arguments.add(MAIN_CLASS);
    return arguments;
  }

  @Override
  public void furnish() {
    new Registry(endpoints).registerSchemas();
  }
}
