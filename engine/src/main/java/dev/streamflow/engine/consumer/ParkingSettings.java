package dev.streamflow.engine.consumer;

import dev.streamflow.engine.transaction.Fault;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What becomes of an event that failed and may work later.
 *
 * @param stages the pauses before the next attempts, each up to a fifth longer by chance; the last
 *     is repeated
 * @param attempts after so many failures that are nobody's outage the event becomes a dead letter
 * @param compensations names of event types that are tried without end, such as OrderCancelled:
 *     without them money or stock would never come back
 * @param holdTopics topics in which the later events of a key wait behind a dead letter until an
 *     operator has decided on it; elsewhere they go on without it. Events that nobody could read
 *     hold nobody up
 */
public record ParkingSettings(
    @DefaultValue({"1s", "10s", "1m"}) List<Duration> stages,
    @DefaultValue("10") int attempts,
    @DefaultValue Set<String> compensations,
    @DefaultValue Set<String> holdTopics) {

  private static final double JITTER = 0.2;

  public ParkingSettings {
    if (stages.isEmpty()) {
      throw new IllegalArgumentException("streamflow.parking.stages: name one pause at least");
    }
    if (attempts < 1) {
      throw new IllegalArgumentException("streamflow.parking.attempts: 1 or more, not " + attempts);
    }
  }

  /**
   * Whether an event is never tried again.
   *
   * @param defects how often it has failed through nobody's outage, with this time
   */
  boolean giveUp(ConsumedEvent event, Fault fault, int defects) {
    return switch (fault) {
      case OF_THE_DATA -> true;
      case UNCLASSIFIED -> defects >= attempts && !compensations.contains(event.type());
      case OF_THE_MOMENT, OF_THE_INFRASTRUCTURE -> false;
    };
  }

  /** Whether those behind an event that is given up wait for a decision. */
  boolean holds(ConsumedEvent event) {
    return holdTopics.contains(event.record().topic());
  }

  /**
   * Makes sure that only such topics are held as may be: a compensation that waits for an operator
   * keeps somebody's money.
   *
   * @param types the full names of the event types that the service reads, by topic
   * @throws IllegalArgumentException says which topic may not be held, and why
   */
  void requireHoldable(Map<String, Set<String>> types) {
    for (String topic : holdTopics) {
      if (!types.containsKey(topic)) {
        throw new IllegalArgumentException(
            "streamflow.parking.hold-topics: this service does not read " + topic);
      }
      for (String compensation : compensations) {
        if (types.get(topic).stream().anyMatch(type -> type.endsWith("." + compensation))) {
          throw new IllegalArgumentException(
              "streamflow.parking.hold-topics: %s may not be held, it has %s, a compensation"
                  .formatted(topic, compensation));
        }
      }
    }
  }

  /**
   * The pause before the next attempt.
   *
   * @param attempt how many there have been
   * @param random from 0 to 1
   */
  Duration pauseAfter(int attempt, double random) {
    Duration stage = stages.get(Math.min(attempt, stages.size()) - 1);
    return stage.plus(Duration.ofNanos((long) (stage.toNanos() * JITTER * random)));
  }
}
