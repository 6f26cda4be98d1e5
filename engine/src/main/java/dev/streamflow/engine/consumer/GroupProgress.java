package dev.streamflow.engine.consumer;

import dev.streamflow.engine.ReadingProgress;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.common.TopicPartition;

/**
 * Notes where the topics end and when it looked. Once the group has committed all of that, it has
 * read until then.
 */
public final class GroupProgress implements ReadingProgress {

  private final Supplier<Map<TopicPartition, Long>> ends;
  private final Supplier<Map<TopicPartition, Long>> committed;
  private final Clock clock;

  private Map<TopicPartition, Long> goal = Map.of();
  private Instant goalSetAt = Instant.EPOCH;
  private Instant readUntil = Instant.EPOCH;

  /**
   * @param ends where each partition that the group reads ends now
   * @param committed where the group goes on in each of them
   */
  public GroupProgress(
      Supplier<Map<TopicPartition, Long>> ends,
      Supplier<Map<TopicPartition, Long>> committed,
      Clock clock) {
    this.ends = ends;
    this.committed = committed;
    this.clock = clock;
  }

  @Override
  public synchronized Instant readUntil() {
    if (hasReached(goal, committed.get())) {
      readUntil = goalSetAt;
      Instant now = clock.instant();
      goal = ends.get();
      goalSetAt = now;
    }
    return readUntil;
  }

  private static boolean hasReached(
      Map<TopicPartition, Long> goal, Map<TopicPartition, Long> committed) {
    return goal.entrySet().stream().allMatch(end -> committed.get(end.getKey()) >= end.getValue());
  }
}
