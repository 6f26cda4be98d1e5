package dev.streamflow.engine.autoconfigure;

import dev.streamflow.engine.consumer.DeadLetterDesk;
import dev.streamflow.engine.consumer.DeadLetterDesk.Signature;
import dev.streamflow.engine.consumer.DeadLetterDetails;
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

  DeadLetterEndpoint(DeadLetterDesk desk) {
    this.desk = desk;
  }

  /** {@code GET}: what nobody has decided on, in groups. */
  @ReadOperation
  public List<DeadLetterDesk.Group> groups() {
    return desk.groups();
  }

  /** {@code GET /{id}}: one letter; 404 if there is none. */
  @ReadOperation
  public @Nullable DeadLetterDetails letter(@Selector UUID id) {
    return desk.find(id).orElse(null);
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
    return desk.lettersOf(cause, topic, MOST_AT_ONCE);
  }

  private static InvalidEndpointRequestException invalid(String what) {
    return new InvalidEndpointRequestException(what, what);
  }
}
