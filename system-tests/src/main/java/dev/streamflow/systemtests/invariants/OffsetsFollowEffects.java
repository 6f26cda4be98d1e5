package dev.streamflow.systemtests.invariants;

import dev.streamflow.systemtests.invariants.Finding.Violation;
import dev.streamflow.systemtests.witness.GroupWitness;
import dev.streamflow.systemtests.witness.Position;
import dev.streamflow.systemtests.witness.PublishedEvent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.apache.kafka.common.TopicPartition;

/**
 * I7: a group's committed offset is never past an event that the group has neither applied nor made
 * a dead letter, and never past the end of the partition. Whatever happens to the service, Kafka
 * gives it such an event again.
 *
 * <p>Not counted are events of a type that the group does not read, and a record that repeats an
 * event which was dealt with: it has no effect of its own.
 */
public final class OffsetsFollowEffects implements GroupInvariant {
  private final Consumption consumption = new Consumption();

  @Override
  public Finding check(Collection<GroupWitness> groups) {
    List<Violation> violations = new ArrayList<>();
    long passed = 0;
    for (GroupWitness group : groups) {
      checkEnds(group, violations);
      passed += checkEvents(group, violations);
    }
    String figure = "%s events before the offsets of %d groups";
    return new Finding(
        "I7", "offsets", figure.formatted(Amounts.count(passed), groups.size()), violations);
  }

  private static void checkEnds(GroupWitness group, List<Violation> violations) {
    group
        .committed()
        .forEach(
            (partition, offset) -> {
              long end = group.ends().getOrDefault(partition, 0L);
              if (offset > end) {
                String what = "%s committed offset %d, but it ends at %d";
                violations.add(
                    new Violation(
                        partition.toString(), what.formatted(group.group(), offset, end)));
              }
            });
  }

  /** Returns how many events it looked at. */
  private long checkEvents(GroupWitness group, List<Violation> violations) {
    Consumption.Done done = new Consumption.Done(group.journal(), group.events());
    List<PublishedEvent> passed =
        group.events().stream()
            .filter(event -> isBeforeOffset(event.position(), group))
            .filter(event -> consumption.readersOf(event).contains(group.group()))
            .toList();
    passed.stream()
        .filter(event -> !done.contains(event))
        .map(event -> skipped(event, group))
        .forEach(violations::add);
    return passed.size();
  }

  private static boolean isBeforeOffset(Position position, GroupWitness group) {
    TopicPartition partition = new TopicPartition(position.topic(), position.partition());
    return position.offset() < group.committed().getOrDefault(partition, 0L);
  }

  private static Violation skipped(PublishedEvent event, GroupWitness group) {
    String what = "%s of order %s at %s is behind the offset of %s, which has not processed it";
    return new Violation(
        event.eventId().toString(),
        what.formatted(event.type(), event.orderId(), event.position(), group.group()));
  }
}
