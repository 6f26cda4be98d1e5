package dev.streamflow.systemtests.bench;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the process that makes the load has to know.
 *
 * @param orderServiceJar where the catalogue is
 * @param warmUp how many orders before, as fast as they are accepted, that nobody measures
 * @param ordersPerSecond the schedule, which waits for nobody; 0 for as fast as they are accepted
 * @param connections how many there are to order-service, each with one request at a time
 * @param runId makes the idempotency keys of this run unique
 * @param clientLog where to note what was promised
 * @param traces where to leave what became of each order
 */
record LoadPlan(
    URI orderService,
    String bootstrapServers,
    URI registry,
    Path orderServiceJar,
    OrderMix mix,
    int warmUp,
    int orders,
    double ordersPerSecond,
    int connections,
    String runId,
    Path clientLog,
    Path traces) {

  private static final JsonMapper JSON = new JsonMapper();

  /** What comes before it, as a plan of its own. */
  LoadPlan ofWarmUp() {
    return new LoadPlan(
        orderService,
        bootstrapServers,
        registry,
        orderServiceJar,
        OrderMix.USUAL,
        0,
        warmUp,
        0,
        connections,
        runId + "-warm-up",
        clientLog,
        traces);
  }

  void write(Path file) throws IOException {
    Files.write(file, JSON.writeValueAsBytes(this));
  }

  static LoadPlan read(Path file) throws IOException {
    return JSON.readValue(Files.readAllBytes(file), LoadPlan.class);
  }
}
