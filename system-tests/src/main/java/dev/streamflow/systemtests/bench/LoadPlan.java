package dev.streamflow.systemtests.bench;

import java.nio.file.Path;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the process that makes the load has to do once.
 *
 * @param ordersPerSecond the schedule, which waits for nobody; 0 for as fast as they are accepted
 * @param runId makes the idempotency keys of this run unique
 * @param traces where to leave what became of each order
 */
record LoadPlan(OrderMix mix, int orders, double ordersPerSecond, String runId, Path traces) {

  private static final JsonMapper JSON = new JsonMapper();

  /** It in one line. */
  String line() {
    return JSON.writeValueAsString(this);
  }

  static LoadPlan ofLine(String line) {
    return JSON.readValue(line, LoadPlan.class);
  }
}
