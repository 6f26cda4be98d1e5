package dev.streamflow.systemtests.faults.poison;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.avro.Schema;

/** The contracts as they were released first, with ids of their own. */
final class ReleasedContracts {
  private static final Path HISTORY = Path.of("..", "shared-schemas", "src", "history");

  private ReleasedContracts() {}

  static Contracts read() throws IOException, InterruptedException {
    AtomicInteger ids = new AtomicInteger();
    return Contracts.of(
        (topic, type) -> {
          String name = type.substring(type.lastIndexOf('.') + 1);
          Path file = HISTORY.resolve(topic).resolve(name).resolve("1.avsc");
          Schema schema = new Schema.Parser().parse(file.toFile());
          return new Contracts.Registered(ids.incrementAndGet(), schema);
        });
  }
}
