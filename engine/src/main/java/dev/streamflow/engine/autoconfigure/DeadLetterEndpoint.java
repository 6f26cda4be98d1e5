package dev.streamflow.engine.autoconfigure;

import dev.streamflow.engine.consumer.DeadLetterDesk;
import dev.streamflow.engine.consumer.DeadLetterDesk.Signature;
import dev.streamflow.engine.consumer.DeadLetterDetails;
import dev.streamflow.engine.consumer.DeadLetterFinder;
import dev.streamflow.engine.consumer.InvalidCorrection;
import java.util.List;
import java.util.UUID;
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

  /** {@code GET /{cause}/{topic}}: the letters of a group, at most a thousand. */
  @ReadOperation
  public List<DeadLetterFinder.Entry> letters(@Selector String cause, @Selector String topic) {
    return finder.lettersOf(cause, topic, MOST_AT_ONCE);
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
    List<UUID> letters = chosen(id, cause, topic);
    boolean isDry = Boolean.TRUE.equals(dryRun);
    int count =
        switch (act) {
          case "redrive" -> isDry ? letters.size() : desk.redrive(letters, signature);
          case "discard" -> isDry ? letters.size() : desk.discard(letters, signature);
          default -> throw invalid("there is no act '%s': redrive or discard".formatted(act));
        };
    return new Done(act, count, isDry);
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
   * @param letters how many letters it changed, or would change; a group is done in steps of at
   *     most a thousand: repeat it until it is 0
   */
  public record Done(String act, int letters, boolean dryRun) {}

  private static Signature signatureOf(String by, String reason) {
    try {
      return new Signature(by, reason);
    } catch (IllegalArgumentException e) {
      throw invalid(e.getMessage());
    }
  }

  private List<UUID> chosen(@Nullable UUID id, @Nullable String cause, @Nullable String topic) {
    if (id != null) {
      return List.of(id);
    }
    if (cause == null || topic == null) {
      throw invalid("name a letter (id), or a group (cause and topic)");
    }
    return finder.lettersOf(cause, topic, MOST_AT_ONCE).stream()
        .map(DeadLetterFinder.Entry::id)
        .toList();
  }

  private static InvalidEndpointRequestException invalid(String what) {
    return new InvalidEndpointRequestException(what, what);
  }
}
