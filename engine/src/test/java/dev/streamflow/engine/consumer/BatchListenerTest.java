package dev.streamflow.engine.consumer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.junit.jupiter.api.Test;

/** How offsets are committed; what is around it is shown on real servers. */
class BatchListenerTest {
  private static final TopicPartition PARTITION = new TopicPartition("order.events", 3);
  private static final Map<TopicPartition, OffsetAndMetadata> NEXT =
      Map.of(PARTITION, new OffsetAndMetadata(8));

  @Test
  void commitsAlthoughTheConsumerIsWokenUp() {
    // Given
    FailingConsumer consumer = new FailingConsumer(new WakeupException(), new WakeupException());

    // When
    BatchListener.commit(consumer, NEXT);

    // Then
    assertThat(consumer.committed(Set.of(PARTITION))).isEqualTo(NEXT);
  }

  @Test
  void fallsBackIfTheGroupHasThrownTheConsumerOut() {
    // Given
    FailingConsumer consumer = new FailingConsumer(new CommitFailedException());

    // Then
    assertThatThrownBy(() -> BatchListener.commit(consumer, NEXT))
        .isInstanceOf(CommitFailedException.class);
    assertThat(consumer.committed(Set.of(PARTITION))).isEmpty();
  }

  /** Fails as often as it is told to, then commits. */
  private static final class FailingConsumer extends MockConsumer<byte[], byte[]> {
    private final Queue<KafkaException> failures;

    FailingConsumer(KafkaException... failures) {
      super("earliest");
      this.failures = new ArrayDeque<>(List.of(failures));
      assign(Set.of(PARTITION));
    }

    @Override
    public void commitSync(Map<TopicPartition, OffsetAndMetadata> offsets, Duration timeout) {
      if (!failures.isEmpty()) {
        throw failures.remove();
      }
      super.commitSync(offsets, timeout);
    }
  }
}
