package dev.streamflow.systemtests.faults.crash;

import dev.streamflow.systemtests.witness.Position;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A round that was published, and where its records stand.
 *
 * @param reservations event ids by position: all of one partition, in one batch of Kafka's, so that
 *     a poll brings all of them or none; a duplicate stands there twice
 * @param poison the record that nobody can read
 * @param unstorable the record that the database refuses; empty if the round has none
 * @param cancellation the event id and position of OrderCancelled
 */
record Publication(
    Round round,
    Map<Position, UUID> reservations,
    Position poison,
    List<Position> unstorable,
    Map.Entry<Position, UUID> cancellation) {

  /** The events that are to have an effect. */
  Set<UUID> eventIds() {
    Set<UUID> ids = new HashSet<>(reservations.values());
    ids.add(cancellation.getValue());
    return ids;
  }

  /** The records that are to become dead letters. */
  List<Position> deadLetters() {
    List<Position> letters = new ArrayList<>(unstorable);
    letters.add(poison);
    return letters;
  }

  /** Where all its records stand. */
  Stream<Position> positions() {
    return Stream.of(
            reservations.keySet().stream(),
            deadLetters().stream(),
            Stream.of(cancellation.getKey()))
        .flatMap(Function.identity());
  }

  /** Where the batch of reservations begins. */
  Position first() {
    return reservations.keySet().iterator().next();
  }
}
