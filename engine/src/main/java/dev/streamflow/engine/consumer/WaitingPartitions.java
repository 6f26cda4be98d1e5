package dev.streamflow.engine.consumer;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.listener.ConsumerAwareRebalanceListener;
import org.springframework.kafka.listener.MessageListenerContainer;

/**
 * Partitions that wait for something outside (database, registry) to come back. A waiting partition
 * is paused and put back to its first record that was not processed; polling goes on, so the group
 * sees a healthy member. The pause doubles up to ten seconds until a batch gets through.
 */
final class WaitingPartitions implements ConsumerAwareRebalanceListener {

  private static final Logger log = LoggerFactory.getLogger(WaitingPartitions.class);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(250);
  private static final int MOST_DOUBLINGS = 5;

  private final Map<TopicPartition, Integer> attempts = new ConcurrentHashMap<>();
  private final Supplier<MessageListenerContainer> container;
  private final ScheduledExecutorService timer;

  WaitingPartitions(
      Supplier<MessageListenerContainer> container,
      ScheduledExecutorService timer,
      MeterRegistry meters) {
    this.container = container;
    this.timer = timer;
    meters.gauge("streamflow.partitions.waiting", attempts, Map::size);
  }

  /** The partitions that wait now. */
  Set<TopicPartition> current() {
    return Set.copyOf(attempts.keySet());
  }

  boolean isWaiting(TopicPartition partition) {
    return attempts.containsKey(partition);
  }

  /** Takes note of how a batch went; called on the consumer's thread. */
  void update(
      Consumer<?, ?> consumer,
      List<ConsumerRecord<byte[], byte[]>> records,
      Map<TopicPartition, Decoded.Waiting> waiting) {
    if (!attempts.isEmpty()) {
      records.stream()
          .map(BatchListener::partitionOf)
          .filter(p -> !waiting.containsKey(p))
          .forEach(this::goOn);
    }
    waiting.forEach((partition, from) -> putBack(consumer, partition, from));
  }

  /** They wait elsewhere now, if at all. Lost partitions come here too. */
  @Override
  public void onPartitionsRevokedAfterCommit(
      Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
    attempts.keySet().removeAll(partitions);
    partitions.forEach(container.get()::resumePartition);
  }

  private void goOn(TopicPartition partition) {
    if (attempts.remove(partition) != null) {
      log.info("{} goes on", partition);
    }
  }

  private void putBack(Consumer<?, ?> consumer, TopicPartition partition, Decoded.Waiting from) {
    if (!consumer.assignment().contains(partition)) {
      return; // it belongs to another replica now, which goes on from the committed offset
    }
    int attempt = attempts.merge(partition, 1, Integer::sum);
    Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.min(attempt, MOST_DOUBLINGS));
    log.atWarn()
        .addKeyValue("partition", partition)
        .addKeyValue("offset", from.offset())
        .addKeyValue("attempt", attempt)
        .setCause(attempt == 1 ? from.cause() : null)
        .log("Waiting, next attempt in {} ms: {}", pause.toMillis(), from.cause().toString());
    consumer.seek(partition, from.offset());
    container.get().pausePartition(partition);
    timer.schedule(
        () -> container.get().resumePartition(partition), pause.toMillis(), TimeUnit.MILLISECONDS);
  }
}
