package dev.streamflow.systemtests.cli;

import dev.streamflow.systemtests.Problem;
import dev.streamflow.systemtests.running.Ports;
import picocli.CommandLine.Option;

/** Where the order service listens. */
final class PortOption {
  private static final int MAX_PORT = 65_535;

  @Option(
      names = "--port",
      paramLabel = "PORT",
      defaultValue = "8080",
      description = "Port of the order service, 0 for any free one (default: ${DEFAULT-VALUE}).")
  private int port;

  /** The port to use; nothing listens there. */
  int free() {
    if (port < 0 || port > MAX_PORT) {
      throw new Problem("there is no port " + port, "take one from 1 to " + MAX_PORT);
    }
    if (port == 0) {
      return Ports.free();
    }
    if (Ports.isTaken(port)) {
      throw new Problem(
          "port " + port + " is taken by another program", "take another one: --port 8081");
    }
    return port;
  }
}
