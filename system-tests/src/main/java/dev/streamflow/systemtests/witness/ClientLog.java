package dev.streamflow.systemtests.witness;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.summingLong;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a client was promised, written by the client itself: one line of JSON per order that was
 * answered with 202 and per delivery that was answered with 200.
 */
public record ClientLog(List<Promise> promises) {

  /**
   * One promise: of an order (with its id), or of a delivery (with its lines alone).
   *
   * @param quantities units by SKU
   */
  public record Promise(
      @Nullable UUID orderId,
      @Nullable String deliveryId,
      @Nullable String idempotencyKey,
      @Nullable String userId,
      @Nullable String country,
      Map<String, Long> quantities) {

    /** An order was accepted. */
    public static Promise ofOrder(
        UUID orderId, String key, String user, String country, Map<String, Long> quantities) {
      return new Promise(orderId, null, key, user, country, quantities);
    }

    /** A delivery was booked. */
    public static Promise ofDelivery(String deliveryId, Map<String, Long> quantities) {
      return new Promise(null, deliveryId, null, null, null, quantities);
    }
  }

  static final JsonMapper JSON =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .changeDefaultPropertyInclusion(
              inclusion ->
                  inclusion.withValueInclusion(
                      com.fasterxml.jackson.annotation.JsonInclude.Include.NON_NULL))
          .build();

  /** Reads a log; an empty one if there is none. A last line that was cut off is left out. */
  public static ClientLog read(Path file) {
    List<Promise> promises = new ArrayList<>();
    if (!Files.exists(file)) {
      return new ClientLog(promises);
    }
    try (BufferedReader lines = Files.newBufferedReader(file)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        promises.add(JSON.readValue(line, Promise.class));
      }
    } catch (JacksonException cutOff) {
      return new ClientLog(promises);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new ClientLog(promises);
  }

  /** The orders that were answered with 202. */
  public Set<UUID> acceptedOrders() {
    return promises.stream()
        .map(Promise::orderId)
        .filter(java.util.Objects::nonNull)
        .collect(Collectors.toSet());
  }

  /** The units delivered by SKU, those of a repeated delivery once; a map of the caller's own. */
  public Map<String, Long> deliveredUnits() {
    return promises.stream()
        .filter(promise -> promise.deliveryId() != null)
        .distinct()
        .flatMap(promise -> promise.quantities().entrySet().stream())
        .collect(groupingBy(Map.Entry::getKey, HashMap::new, summingLong(Map.Entry::getValue)));
  }
}
