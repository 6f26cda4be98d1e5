package dev.streamflow.controlroom.deadletters;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What is tried in a letter's place.
 *
 * @param event in Avro's JSON encoding, as the letter shows it
 * @param type full name of its type, unless the letter's header {@code ce_type} says it
 * @param dryRun only looks whether the event could be processed
 */
public record Correction(
    @Schema(type = "object") @NotNull JsonNode event,
    @Nullable String type,
    @NotBlank String by,
    @NotBlank String reason,
    boolean dryRun) {}
