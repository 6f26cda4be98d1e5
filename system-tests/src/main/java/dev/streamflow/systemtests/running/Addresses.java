package dev.streamflow.systemtests.running;

import dev.streamflow.systemtests.Problem;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * Where the HTTP sides of our programs are.
 *
 * @param byProgram in the order of the flow, the provider last
 */
record Addresses(Map<String, URI> byProgram) {
  private static final JsonMapper JSON = new JsonMapper();
  private static final String FILE = "addresses.json";

  /** Draws a free port for each program but the order service. */
  static Addresses draw(int orderServicePort) {
    Map<String, URI> addresses = new LinkedHashMap<>();
    addresses.put("order-service", Program.address(orderServicePort));
    for (Program program : Program.ALL) {
      while (!addresses.containsKey(program.name())) {
        URI address = Program.address(Ports.free());
        if (!addresses.containsValue(address)) {
          addresses.put(program.name(), address);
        }
      }
    }
    return new Addresses(addresses);
  }

  static Addresses read(Path folder) {
    try {
      String json = Files.readString(folder.resolve(FILE));
      return new Addresses(
          JSON.readValue(json, new TypeReference<LinkedHashMap<String, URI>>() {}));
    } catch (IOException e) {
      throw new Problem(
          "the running system cannot be found: " + e.getMessage(),
          "stop what is left of it: ./streamflow down");
    }
  }

  void write(Path folder) throws IOException {
    Files.writeString(folder.resolve(FILE), JSON.writeValueAsString(byProgram));
  }

  URI of(String program) {
    URI address = byProgram.get(program);
    if (address == null) {
      throw new IllegalArgumentException(program + " is none of " + byProgram.keySet());
    }
    return address;
  }
}
