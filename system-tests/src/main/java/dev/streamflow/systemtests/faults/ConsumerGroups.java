package dev.streamflow.systemtests.faults;

import dev.streamflow.schemas.TopicCatalogue;
import dev.streamflow.systemtests.witness.Offsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.TopicPartition;

/** How far the services' consumer groups are, as Kafka sees them. */
final class ConsumerGroups implements AutoCloseable {
  private static final Duration INTERVAL = Duration.ofMillis(250);
  private static final Duration WITHIN = Duration.ofMinutes(3);

  private final TopicCatalogue catalogue = TopicCatalogue.load();
  private final Admin kafka;

  ConsumerGroups(String bootstrapServers) {
    kafka = Admin.create(Map.of("bootstrap.servers", bootstrapServers));
  }

  /** Waits until a service has dealt with all that is published now. */
  void awaitCaughtUp(String service) throws InterruptedException {
    Set<String> topics = catalogue.readBy(service).keySet();
    Map<TopicPartition, Long> goal = Offsets.read(kafka, List.of(service)).endsOf(topics);
    await(
        service + " has not caught up",
        () -> hasReached(goal, Offsets.read(kafka, List.of(service)).committedBy(service)));
  }

  private static boolean hasReached(
      Map<TopicPartition, Long> goal, Map<TopicPartition, Long> committed) {
    return goal.entrySet().stream()
        .allMatch(end -> committed.getOrDefault(end.getKey(), 0L) >= end.getValue());
  }

  /** Waits until so many replicas of a service have partitions. */
  void awaitMembers(String service, int replicas) throws InterruptedException {
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
