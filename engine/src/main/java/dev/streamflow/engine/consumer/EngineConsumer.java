package dev.streamflow.engine.consumer;

import static dev.streamflow.engine.failpoint.Failpoint.CONSUMER_STOPPED;

import dev.streamflow.engine.worker.Pacer;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.springframework.context.SmartLifecycle;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;
import org.springframework.kafka.core.MicrometerConsumerListener;
import org.springframework.kafka.listener.ContainerProperties;
import org.springframework.kafka.listener.KafkaMessageListenerContainer;

/**
 * One consumer over all topics of the service's group. Starts last and stops first; stopping lets
 * the batch at hand end, offsets and all.
 */
public final class EngineConsumer implements SmartLifecycle, AutoCloseable {

  private static final long POLL_MILLIS = 250;

  private final KafkaMessageListenerContainer<byte[], byte[]> container;
  private final WaitingPartitions waitingPartitions;
  private final DuplicateFilter filter;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("waiting-partitions").daemon().factory());

  /**
   * @param kafka where Kafka is, and how to talk to it
   * @param group the consumer group
   * @param topics what the group reads
   * @param filter closed with this consumer
   */
  EngineConsumer(
      Map<String, Object> kafka,
      String group,
      Set<String> topics,
      ConsumerSettings settings,
      BatchPipeline pipeline,
      DuplicateFilter filter,
      MeterRegistry meters) {
    this.filter = filter;
    kafka.put(ConsumerConfig.GROUP_ID_CONFIG, group);
    kafka.put(ConsumerConfig.GROUP_PROTOCOL_CONFIG, "consumer");
    // The same partitions of every topic, and so all events of a user: replicas seldom meet at a
    // row.
    kafka.put(ConsumerConfig.GROUP_REMOTE_ASSIGNOR_CONFIG, "range");
    kafka.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    kafka.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    kafka.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, settings.maxBatch());
    DefaultKafkaConsumerFactory<byte[], byte[]> consumers =
        new DefaultKafkaConsumerFactory<>(
            kafka, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    consumers.addListener(new MicrometerConsumerListener<>(meters));
    this.waitingPartitions = new WaitingPartitions(this::container, timer, meters);
    ContainerProperties properties = new ContainerProperties(topics.toArray(String[]::new));
    properties.setAckMode(ContainerProperties.AckMode.MANUAL);
    properties.setPollTimeout(POLL_MILLIS);
    properties.setConsumerRebalanceListener(waitingPartitions);
    properties.setMessageListener(
        new BatchListener(
            pipeline, waitingPartitions, new Pacer(settings.maxBatch(), settings.window())));
    this.container = new KafkaMessageListenerContainer<>(consumers, properties);
    container.setBeanName(group);
  }

  private KafkaMessageListenerContainer<byte[], byte[]> container() {
    return container;
  }

  /** The partitions that wait for the database or the registry. */
  public Set<TopicPartition> waiting() {
    return waitingPartitions.current();
  }

  @Override
  public void start() {
    container.start();
  }

  @Override
  public void stop() {
    container.stop();
    CONSUMER_STOPPED.reach();
  }

  /** Ends what outlives a stop. */
  @Override
  public void close() {
    timer.shutdownNow();
    filter.close();
  }

  @Override
  public boolean isRunning() {
    return container.isRunning();
  }
}
