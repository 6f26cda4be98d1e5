package dev.streamflow.controlroom.deadletters;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * All that is known of a dead letter.
 *
 * @param service whose consumer group has given it up
 * @param cause the class of the failure
 * @param message its message and its causes
 * @param resolution REDRIVEN, DISCARDED, or null if nobody has decided
 * @param headers each as {@code name: value}
 * @param event the value in Avro's JSON encoding, or null if it cannot be read
 * @param valueHex the value's bytes, or null if it has none
 * @param acts what was done with it
 */
public record Letter(
    String service,
    String topic,
    int partition,
    long offset,
    @Nullable String key,
    String cause,
    String message,
    int attempts,
    Instant givenUpAt,
    @Nullable String resolution,
    List<String> headers,
    @Schema(type = "object") @Nullable JsonNode event,
    @Nullable String valueHex,
    List<Act> acts) {

  /**
   * What somebody has done with the letter, and why.
   *
   * @param act REDRIVE, EDIT or DISCARD
   * @param replacedHex the bytes of the value that an edit has replaced
   */
  public record Act(
      String act, String by, String reason, Instant at, @Nullable String replacedHex) {}

  /**
   * A letter in a list.
   *
   * @param since when it was given up for the first time
   */
  public record Entry(
      String id,
      int partition,
      long offset,
      @Nullable String key,
      String message,
      int attempts,
      Instant since) {}
}
