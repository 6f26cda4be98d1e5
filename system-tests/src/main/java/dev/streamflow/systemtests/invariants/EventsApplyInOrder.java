package dev.streamflow.systemtests.invariants;

import dev.streamflow.systemtests.invariants.Finding.Violation;
import dev.streamflow.systemtests.witness.GroupWitness;
import dev.streamflow.systemtests.witness.Position;
import dev.streamflow.systemtests.witness.PublishedEvent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * I6: each group applied the events of a key and a topic in the order of their offsets, and they
 * all stand in one partition, without which offsets would be no order. The journal says what was
 * applied when; key and offset are read from the topic.
 *
 * <p>A topic may hold an event several times: a relay that died between Kafka's acknowledgement and
 * the deletion of the rows publishes them again, and so does one whose lease another has taken
 * over. An event then stands where its <em>first</em> record stands, since the group reads records
 * in order and drops the later ones as duplicates. With replicas it is the same: a partition has
 * one reader, and one that was thrown out but goes on has read from the same committed offset as
 * its successor, so whoever takes an event first has taken those before it, or found them taken by
 * a transaction that the inbox made it wait for; the number in the journal is drawn after that.
 *
 * <p>Left out are records that became dead letters: if a later record of the same event was applied
 * all the same, that one counts.
 */
public final class EventsApplyInOrder implements GroupInvariant {

  private record Line(String topic, String key) {}

  @Override
  public Finding check(Collection<GroupWitness> groups) {
    List<Violation> violations = new ArrayList<>();
    long steps = 0;
    for (GroupWitness group : groups) {
      steps += check(group, violations);
    }
    String figure = "%s steps from one event of a key to its next, in %d groups";
    return new Finding(
        "I6", "order", figure.formatted(Amounts.count(steps), groups.size()), violations);
  }

  /** Returns how many pairs of successive events it compared. */
  private static long check(GroupWitness group, List<Violation> violations) {
    Map<UUID, PublishedEvent> firstRecords = firstRecords(group);
    Map<Line, PublishedEvent> latest = new HashMap<>();
    long steps = 0;
    for (UUID applied : group.journal().applied()) {
      // Of an event that was applied twice, which breaks another promise, the first time counts.
      PublishedEvent event = firstRecords.remove(applied);
      if (event != null) {
        Line line = new Line(event.position().topic(), event.key());
        PublishedEvent before = latest.putIfAbsent(line, event);
        if (before != null) {
          steps++;
          compare(before, event, group.group(), violations);
          latest.put(line, later(before, event));
        }
      }
    }
    return steps;
  }

  private static Map<UUID, PublishedEvent> firstRecords(GroupWitness group) {
    Map<UUID, PublishedEvent> firsts = new HashMap<>();
    for (PublishedEvent event : group.events()) {
      if (!group.journal().deadLetters().contains(event.position())) {
        firsts.putIfAbsent(event.eventId(), event);
      }
    }
    return firsts;
  }

  private static void compare(
      PublishedEvent before, PublishedEvent after, String group, List<Violation> violations) {
    Position first = before.position();
    Position second = after.position();
    if (first.partition() != second.partition()) {
      String what = "%s of order %s stands at %s, and %s with the same key at %s";
      violations.add(
          new Violation(
              after.eventId().toString(),
              what.formatted(after.type(), after.orderId(), second, before.type(), first)));
    } else if (first.offset() > second.offset()) {
      String what = "%s of order %s at %s was applied by %s after %s at %s";
      violations.add(
          new Violation(
              after.eventId().toString(),
              what.formatted(after.type(), after.orderId(), second, group, before.type(), first)));
    }
  }

  private static PublishedEvent later(PublishedEvent one, PublishedEvent other) {
    return one.position().offset() > other.position().offset() ? one : other;
  }
}
