package dev.streamflow.systemtests.running;

import dev.streamflow.schemas.TopicCatalogue;
import dev.streamflow.systemtests.witness.Offsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * The services' consumer groups: how far they are, as Kafka sees them, and where they go on from.
 */
public final class ConsumerGroups implements AutoCloseable {
  private static final Duration INTERVAL = Duration.ofMillis(250);
  private static final Duration WITHIN = Duration.ofMinutes(3);

  private final TopicCatalogue catalogue = TopicCatalogue.load();
  private final Admin kafka;

  ConsumerGroups(String bootstrapServers) {
    kafka = Admin.create(Map.of("bootstrap.servers", bootstrapServers));
  }

  /** Where these groups stand, and where the topics end. */
  public Offsets offsets(List<String> groups) throws InterruptedException {
    return Offsets.read(kafka, groups);
  }

  /**
   * Lets a group go on from other offsets. Its service must have been stopped: Kafka refuses it
   * while the group has members.
   */
  public void move(String group, Map<TopicPartition, Long> offsets) throws InterruptedException {
    Map<TopicPartition, OffsetAndMetadata> all = new HashMap<>();
    offsets.forEach((partition, offset) -> all.put(partition, new OffsetAndMetadata(offset)));
    try {
      kafka.alterConsumerGroupOffsets(group, all).all().get();
    } catch (ExecutionException e) {
      throw new IllegalStateException(group + " stays where it is: " + e.getCause(), e);
    }
  }

  /** Waits until a service has dealt with all that is published now. */
  public void awaitCaughtUp(String service) throws InterruptedException {
    Set<String> topics = catalogue.readBy(service).keySet();
    Map<TopicPartition, Long> goal = offsets(List.of(service)).endsOf(topics);
    await(
        service + " has not caught up",
        () -> hasReached(goal, offsets(List.of(service)).committedBy(service)));
  }

  private static boolean hasReached(
      Map<TopicPartition, Long> goal, Map<TopicPartition, Long> committed) {
    return goal.entrySet().stream()
        .allMatch(end -> committed.getOrDefault(end.getKey(), 0L) >= end.getValue());
  }

  /** A number that grows whenever the members of a group, or their partitions, change. */
  public int epochOf(String group) throws InterruptedException {
    try {
      return kafka
          .describeConsumerGroups(List.of(group))
          .all()
          .get()
          .get(group)
          .groupEpoch()
          .orElseThrow();
    } catch (ExecutionException e) {
      throw new IllegalStateException("Kafka does not tell the epoch: " + e.getCause(), e);
    }
  }

  /** Waits until so many replicas of a service have partitions. */
  public void awaitMembers(String service, int replicas) throws InterruptedException {
    await(service + " has other members than " + replicas, () -> members(service) == replicas);
  }

  private long members(String group) throws InterruptedException {
    try {
      return kafka.describeConsumerGroups(List.of(group)).all().get().get(group).members().stream()
          .filter(member -> !member.assignment().topicPartitions().isEmpty())
          .count();
    } catch (ExecutionException e) {
      throw new IllegalStateException("Kafka does not tell the members: " + e.getCause(), e);
    }
  }

  private static void await(String failure, Condition condition) throws InterruptedException {
    Instant deadline = Instant.now().plus(WITHIN);
    while (!condition.holds()) {
      if (Instant.now().isAfter(deadline)) {
        throw new IllegalStateException(failure + " after " + WITHIN);
      }
      Thread.sleep(INTERVAL);
    }
  }

  private interface Condition {
    boolean holds() throws InterruptedException;
  }

  @Override
  public void close() {
    kafka.close();
  }
}
