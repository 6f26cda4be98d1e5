package dev.streamflow.engine.consumer;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class GroupProgressTest {

  private static final TopicPartition ONE = new TopicPartition("payment.events", 0);
  private static final TopicPartition OTHER = new TopicPartition("payment.events", 1);

  private final Map<TopicPartition, Long> ends = new HashMap<>(Map.of(ONE, 10L, OTHER, 0L));
  private final Map<TopicPartition, Long> committed = new HashMap<>(Map.of(ONE, 0L, OTHER, 0L));
  private Instant now = Instant.parse("2026-11-22T08:00:00Z");
  private final GroupProgress progress =
      new GroupProgress(() -> Map.copyOf(ends), () -> Map.copyOf(committed), new TestClock());

  @Test
  void knowsNothingBeforeItHasLooked() {
    assertThat(progress.readUntil()).isEqualTo(Instant.EPOCH);
  }

  @Test
  void hasReadUntilItLookedOnceAllOfThatIsCommitted() {
    // Given
    Instant looked = now;
    progress.readUntil();

    // When
    now = now.plusSeconds(60);
    committed.put(ONE, 9L);
    Instant before = progress.readUntil();
    committed.put(ONE, 10L);

    // Then: what was published meanwhile does not matter
    ends.put(OTHER, 5L);
    assertThat(before).isEqualTo(Instant.EPOCH);
    assertThat(progress.readUntil()).isEqualTo(looked);
  }

  @Test
  void staysWhereItIsWhileAPartitionIsBehind() {
    // Given
    committed.put(ONE, 10L);
    progress.readUntil();
    Instant looked = now;
    ends.put(OTHER, 5L);

    // When
    now = now.plusSeconds(1);
    progress.readUntil();
    Instant lookedAgain = now;
    now = now.plusSeconds(3_600);

    // Then
    assertThat(progress.readUntil()).isEqualTo(looked);
    committed.put(OTHER, 5L);
    assertThat(progress.readUntil()).isEqualTo(lookedAgain);
  }

  private final class TestClock extends Clock {

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      throw new UnsupportedOperationException();
    }

    @Override
    public Clock withZone(ZoneId zone) {
      throw new UnsupportedOperationException();
    }
  }
}
