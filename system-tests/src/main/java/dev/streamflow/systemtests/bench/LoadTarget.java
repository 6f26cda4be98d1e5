package dev.streamflow.systemtests.bench;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import tools.jackson.databind.json.JsonMapper;

/**
 * Where the process that makes the load finds the system.
 *
 * @param orderServiceJar where the catalogue is
 * @param connections how many there are to order-service, each with one request at a time
 * @param clientLog where to note what was promised
 */
record LoadTarget(
    URI orderService,
    String bootstrapServers,
    URI registry,
    Path orderServiceJar,
    int connections,
    Path clientLog) {

  private static final JsonMapper JSON = new JsonMapper();

  void write(Path file) throws IOException {
    Files.write(file, JSON.writeValueAsBytes(this));
  }

  static LoadTarget read(Path file) throws IOException {
    return JSON.readValue(Files.readAllBytes(file), LoadTarget.class);
  }
}
