package dev.streamflow.engine.consumer;

import dev.streamflow.engine.transaction.Fault;
import dev.streamflow.engine.worker.Pacer;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.springframework.kafka.listener.BatchAcknowledgingConsumerAwareMessageListener;
import org.springframework.kafka.support.Acknowledgment;

/**
 * Gives each poll to the pipeline, and decides what becomes of a batch that failed: an outage makes
 * its partitions wait, anything else is narrowed down record by record, and the one that fails
 * alone is taken out.
 *
 * <p>Offsets are always committed explicitly: a consumer that was thrown out of its group and
 * commits "all that was polled" is told nothing (KIP-848), one that names its offsets gets the
 * error.
 */
final class BatchListener
    implements BatchAcknowledgingConsumerAwareMessageListener<byte[], byte[]> {

  private static final Duration COMMIT_WITHIN = Duration.ofSeconds(10);

  /** Far below the five minutes within which a member of a group has to poll again. */
  private static final Duration NARROW_WITHIN = Duration.ofSeconds(30);

  private final BatchPipeline pipeline;
  private final WaitingPartitions waitingPartitions;
  private final Pacer pacer;

  BatchListener(BatchPipeline pipeline, WaitingPartitions waitingPartitions, Pacer pacer) {
    this.pipeline = pipeline;
    this.waitingPartitions = waitingPartitions;
    this.pacer = pacer;
  }

  @Override
  public void onMessage(
      List<ConsumerRecord<byte[], byte[]>> records,
      Acknowledgment unused,
      Consumer<?, ?> consumer) {
    long began = System.nanoTime();
    Map<TopicPartition, Decoded.Waiting> waiting;
    try {
      waiting = pipeline.process(records, offsets -> commit(consumer, offsets));
    } catch (RuntimeException e) {
      waiting = mayPass(e, records) ? allWait(records, e) : oneByOne(records, consumer);
    }
    waitingPartitions.update(consumer, records, waiting);
    pause(records.size(), Duration.ofNanos(System.nanoTime() - began));
  }

  /** An outage has to pass. A conflict about rows may, and the second time it is looked into. */
  private boolean mayPass(RuntimeException failure, List<ConsumerRecord<byte[], byte[]>> records) {
    return switch (Fault.of(failure)) {
      case OF_THE_INFRASTRUCTURE -> true;
      case OF_THE_MOMENT ->
          records.stream().map(BatchListener::partitionOf).noneMatch(waitingPartitions::isWaiting);
      case OF_THE_DATA, UNCLASSIFIED -> false;
    };
  }

  /** What arrives meanwhile is fetched already, and shares the next batch. */
  private void pause(int size, Duration took) {
    try {
      pacer.pauseAfter(size, took);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Runs the pipeline per record, in order; one that fails alone is diverted. Where not even that
   * works, or it takes too long for the group to wait, the partition goes on later from there.
   */
  private Map<TopicPartition, Decoded.Waiting> oneByOne(
      List<ConsumerRecord<byte[], byte[]>> records, Consumer<?, ?> consumer) {
    long began = System.nanoTime();
    Map<TopicPartition, Decoded.Waiting> waiting = new HashMap<>();
    for (ConsumerRecord<byte[], byte[]> record : records) {
      TopicPartition partition = partitionOf(record);
      if (!waiting.containsKey(partition)) {
        try {
          requireTimeLeft(began);
          waiting.putAll(alone(record, consumer));
        } catch (RuntimeException e) {
          waiting.put(partition, new Decoded.Waiting(record.offset(), e));
        }
      }
    }
    return waiting;
  }

  private static void requireTimeLeft(long began) {
    if (System.nanoTime() - began > NARROW_WITHIN.toNanos()) {
      throw new IllegalStateException("the batch takes too long one by one, the rest comes later");
    }
  }

  private Map<TopicPartition, Decoded.Waiting> alone(
      ConsumerRecord<byte[], byte[]> record, Consumer<?, ?> consumer) {
    try {
      return pipeline.process(List.of(record), offsets -> commit(consumer, offsets));
    } catch (RuntimeException e) {
      if (Fault.of(e) == Fault.OF_THE_INFRASTRUCTURE) {
        throw e;
      }
      pipeline.divert(record, e, offsets -> commit(consumer, offsets));
      return Map.of();
    }
  }

  private static Map<TopicPartition, Decoded.Waiting> allWait(
      List<ConsumerRecord<byte[], byte[]>> records, RuntimeException cause) {
    Map<TopicPartition, Decoded.Waiting> waiting = new HashMap<>();
    for (ConsumerRecord<byte[], byte[]> record : records) {
      waiting.putIfAbsent(partitionOf(record), new Decoded.Waiting(record.offset(), cause));
    }
    return waiting;
  }

  /**
   * Commits offsets. Whoever lets a waiting partition go on wakes the consumer up, which is meant
   * for a poll; where the poll has just ended it hits the commit, and says nothing about it.
   */
  static void commit(Consumer<?, ?> consumer, Map<TopicPartition, OffsetAndMetadata> next) {
    boolean committed = next.isEmpty();
    while (!committed) {
      try {
        consumer.commitSync(next, COMMIT_WITHIN);
        committed = true;
      } catch (WakeupException meantForAPoll) {
        // Once thrown it is gone.
      }
    }
  }

  static TopicPartition partitionOf(ConsumerRecord<?, ?> record) {
    return new TopicPartition(record.topic(), record.partition());
  }
}
