package dev.streamflow.systemtests.running;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a service counts about itself, since it was started. */
public record Meters(URI service) {
  private static final JsonMapper JSON = new JsonMapper();

  /**
   * The value of a counter or gauge; 0 if the service has none of this name yet.
   *
   * @param tag name and value, such as {@code filter:redis}
   */
  public long count(String meter, String tag) throws IOException {
    URI address = service.resolve("/actuator/metrics/" + meter + "?tag=" + tag);
    try (InputStream answer = address.toURL().openStream()) {
      return measurement(JSON.readTree(answer));
    } catch (FileNotFoundException unknown) {
      return 0;
    }
  }

  private static long measurement(JsonNode meter) {
    return (long) meter.required("measurements").required(0).required("value").asDouble();
  }
}
