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
 * @param byProcess in the order of the flow, then replicas
 */
record Addresses(Map<String, URI> byProcess) {
  private static final JsonMapper JSON = new JsonMapper();
  private static final String FILE = "addresses.json";

  /** Draws a free port for each program but the order service. */
  static Addresses draw(int orderServicePort) {
    Map<String, URI> addresses = new LinkedHashMap<>();
    addresses.put(Program.ALL.getFirst().name(), Program.address(orderServicePort));
    Addresses all = new Addresses(addresses);
    for (Program other : Program.ALL.subList(1, Program.ALL.size())) {
      all = all.with(other.name());
    }
    return all;
  }

  /** With one more process, at a free port. */
  Addresses with(String process) {
    URI address;
    do {
      address = Program.address(Ports.free());
    } while (byProcess.containsValue(address));
    Map<String, URI> more = new LinkedHashMap<>(byProcess);
    more.put(process, address);
    return new Addresses(more);
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
    Files.writeString(folder.resolve(FILE), JSON.writeValueAsString(byProcess));
  }

  URI of(String process) {
    URI address = byProcess.get(process);
    if (address == null) {
      throw new IllegalArgumentException(process + " is none of " + byProcess.keySet());
    }
    return address;
  }
}
