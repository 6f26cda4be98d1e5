package dev.streamflow.schemas;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The registry of one serializer or deserializer: given to it, or made from its configuration. */
final class RegistryOfSerde implements AutoCloseable {

  private final boolean shared;
  private @Nullable SchemaRegistryClient client;

  RegistryOfSerde() {
    this.shared = false;
  }

  RegistryOfSerde(SchemaRegistryClient client) {
    this.shared = true;
    this.client = client;
  }

  void configure(Map<String, ?> config) {
    if (!shared) {
      close();
      client = SchemaRegistryClient.of(config);
    }
  }

  SchemaRegistryClient client() {
    if (client == null) {
      throw new IllegalStateException("not configured: " + RegistrySettings.URL + " is missing");
    }
    return client;
  }

  @Override
  public void close() {
    if (!shared && client != null) {
      client.close();
    }
  }
}
