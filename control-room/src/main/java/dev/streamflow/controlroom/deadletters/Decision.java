package dev.streamflow.controlroom.deadletters;

import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.NotBlank;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which letters are decided on, by whom and why. Letters are named by their ids, or chosen by what
 * they have in common.
 *
 * @param ids letters of any service
 * @param all every letter that nobody has decided on
 * @param service only letters of this service
 * @param cause only letters with this cause: the class of the failure, its package may be left out
 * @param topic only letters of this topic
 * @param dryRun changes nothing, and says how many it would be
 */
public record Decision(
    @Nullable List<UUID> ids,
    boolean all,
    @Nullable String service,
    @Nullable String cause,
    @Nullable String topic,
    @NotBlank String by,
    @NotBlank String reason,
    boolean dryRun) {

  /** Nobody decides on everything by leaving something out. */
  @AssertTrue(message = "name letters by ids, or by service, cause or topic, or say all")
  boolean isClear() {
    boolean byTrait = Stream.of(service, cause, topic).anyMatch(trait -> trait != null);
    return Stream.of(ids != null, byTrait, all).filter(chosen -> chosen).count() == 1;
  }

  boolean concerns(LetterGroups.Group group) {
    return (service == null || service.equals(group.service()))
        && (cause == null || ("." + group.cause()).endsWith("." + cause))
        && (topic == null || topic.equals(group.topic()));
  }
}
