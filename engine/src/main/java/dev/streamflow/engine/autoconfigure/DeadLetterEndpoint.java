package dev.streamflow.engine.autoconfigure;

import dev.streamflow.engine.consumer.DeadLetterDesk;
import dev.streamflow.engine.consumer.DeadLetterDesk.Signature;
import dev.streamflow.engine.consumer.DeadLetterDetails;
import dev.streamflow.engine.consumer.DeadLetterFinder;
import dev.streamflow.engine.consumer.InvalidCorrection;
import java.util.List;
import java.util.UUID;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.InvalidEndpointRequestException;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;

/** The service's dead letters for operators: {@code /actuator/deadletters}. */
@Endpoint(id = "deadletters")
final class DeadLetterEndpoint {

  private static final int MOST_AT_ONCE = 1000;

  private final DeadLetterDesk desk;
  private final DeadLetterFinder finder;

  DeadLetterEndpoint(DeadLetterDesk desk, DeadLetterFinder finder) {
    this.desk = desk;
    this.finder = finder;
  }

  /** {@code GET}: what nobody has decided on, in groups. */
  @ReadOperation
  public List<DeadLetterFinder.Group> groups() {
    return finder.groups();
  }

  /** {@code GET /{id}}: one letter; 404 if there is none. */
  @ReadOperation
  public @Nullable DeadLetterDetails letter(@Selector UUID id) {
    return finder.find(id).orElse(null);
  }

  /**
   * {@code GET /{cause}/{topic}}: letters of a group, at most a thousand.
   *
   * @param after the id of the letter behind which to begin
   */
  @ReadOperation
  public List<DeadLetterFinder.Entry> letters(
      @Selector String cause, @Selector String topic, @Nullable UUID after) {
    return finder.lettersOf(cause, topic, after, MOST_AT_ONCE);
  }

  /**
   * {@code POST /redrive} or {@code POST /discard}.
   *
   * @param id one letter; or, in its place, a group by its cause and topic
   * @param dryRun changes nothing, and says how many it would be
   */
  @WriteOperation
  public Done act(
      @Selector String act,
      @Nullable UUID id,
      @Nullable String cause,
      @Nullable String topic,
      String by,
      String reason,
      @Nullable Boolean dryRun) {
    Signature signature = signatureOf(by, reason);
    boolean isDry = Boolean.TRUE.equals(dryRun);
    ToIntFunction<List<UUID>> deed =
        switch (act) {
          case "redrive" -> letters -> desk.redrive(letters, signature);
          case "discard" -> letters -> desk.discard(letters, signature);
          default -> throw invalid("there is no act '%s': redrive or discard".formatted(act));
        };
    return new Done(act, onEach(id, cause, topic, isDry ? desk::countOpen : deed), isDry);
  }

  /**
   * {@code POST /{id}/edit}: tries a letter with another event.
   *
   * @param event in Avro's JSON encoding
   * @param type full name of its type, unless the record's header says it
   * @param dryRun only looks whether the event could be processed
   */
  @WriteOperation
  public Done edit(
      @Selector UUID id,
      @Selector String act,
      String event,
      @Nullable String type,
      String by,
      String reason,
      @Nullable Boolean dryRun) {
    if (!act.equals("edit")) {
      throw invalid("there is no act '%s' on one letter: edit".formatted(act));
    }
    boolean isDry = Boolean.TRUE.equals(dryRun);
    try {
      return new Done(act, desk.edit(id, event, type, signatureOf(by, reason), isDry), isDry);
    } catch (InvalidCorrection e) {
      throw invalid(e.getMessage());
    }
  }

  /**
   * What was done.
   *
   * @param letters how many letters it changed, or would change
   */
  public record Done(String act, int letters, boolean dryRun) {}

  private static Signature signatureOf(String by, String reason) {
    try {
      return new Signature(by, reason);
    } catch (IllegalArgumentException e) {
      throw invalid(e.getMessage());
    }
  }

  private int onEach(
      @Nullable UUID id,
      @Nullable String cause,
      @Nullable String topic,
      ToIntFunction<List<UUID>> deed) {
    if (id != null) {
      return deed.applyAsInt(List.of(id));
    }
    if (cause == null || topic == null) {
      throw invalid("name a letter (id), or a group (cause and topic)");
    }
    return onGroup(cause, topic, deed);
  }

  /** In steps, each with a transaction of its own; a letter that fails again is not met twice. */
  private int onGroup(String cause, String topic, ToIntFunction<List<UUID>> deed) {
    int count = 0;
    List<UUID> letters = idsOf(finder.lettersOf(cause, topic, null, MOST_AT_ONCE));
    while (!letters.isEmpty()) {
      count += deed.applyAsInt(letters);
      letters = idsOf(finder.lettersOf(cause, topic, letters.getLast(), MOST_AT_ONCE));
    }
    return count;
  }

  private static List<UUID> idsOf(List<DeadLetterFinder.Entry> letters) {
    return letters.stream().map(DeadLetterFinder.Entry::id).toList();
  }

  private static InvalidEndpointRequestException invalid(String what) {
    return new InvalidEndpointRequestException(what, what);
  }
}
