package dev.streamflow.engine.consumer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;

import dev.streamflow.localstack.Door;
import dev.streamflow.localstack.LocalStack;
import dev.streamflow.localstack.RedisCluster;
import java.net.URI;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The filter on real Redis servers: one, and a cluster. */
class RedisDuplicateFilterIT {

  private static final LocalStack STACK = LocalStack.shared();
  private static final UUID GENERATION = UUID.randomUUID();
  private static final Duration TIMEOUT = Duration.ofMillis(200);

  /** With what a busy machine may add. */
  private static final Duration BOUND = TIMEOUT.multipliedBy(10);

  private final Set<UUID> events = ids(300);

  @Test
  void remembersWhatWasMarkedInThisGeneration() {
    try (DuplicateFilter filter = filter(false, STACK.redisUrl());
        DuplicateFilter restored = filter(UUID.randomUUID(), false, STACK.redisUrl())) {
      // When
      awaitMarked(filter);

      // Then
      assertThat(filter.seen(ids(1))).isEmpty();
      assertThat(restored.seen(events)).isEmpty();
    }
  }

  @Test
  void isPassedOverWhileRedisIsSlowAndComesBackByItself() {
    try (Door door = STACK.doorTo("redis");
        DuplicateFilter filter = filter(false, door.through(STACK.redisUrl()))) {
      // Given
      awaitMarked(filter);

      // When
      door.delay(Duration.ofHours(1));

      // Then
      assertThat(inTime(filter)).isEmpty();
      assertThat(inTime(filter)).isEmpty();

      // When
      door.delay(Duration.ZERO);

      // Then
      await().until(() -> filter.seen(events).equals(events));
    }
  }

  @Test
  void isPassedOverWhileRedisIsGoneAndComesBackByItself() {
    try (Door door = STACK.doorTo("redis");
        DuplicateFilter filter = filter(false, door.through(STACK.redisUrl()))) {
      // Given
      awaitMarked(filter);

      // When
      door.shut();

      // Then
      assertThat(inTime(filter)).isEmpty();

      // When
      door.open();

      // Then
      await().until(() -> filter.seen(events).equals(events));
    }
  }

  @Test
  void doesNotWaitForAClusterThatIsNotThere() {
    try (DuplicateFilter filter = filter(true, "redis://127.0.0.1:1")) {
      assertThat(inTime(filter)).isEmpty();
      filter.mark(events);
    }
  }

  @Test
  void missesOnlyWhatTheLostNodeOfAClusterKnew() {
    try (RedisCluster cluster = STACK.startRedisCluster();
        DuplicateFilter filter = filter(true, cluster.urls().toArray(String[]::new))) {
      // Given
      awaitMarked(filter);

      // When
      cluster.kill(0);

      // Then
      assertThat(inTime(filter)).hasSizeLessThan(250);
      await().until(() -> filter.seen(events).size() > 150);
      filter.mark(events);

      // When
      cluster.restart(0);

      // Then
      awaitMarked(filter);
    }
  }

  @Test
  void refusesSeveralAddressesThatAreNoCluster() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> filter(false, "redis://one:6379", "redis://two:6379"))
        .withMessageContaining("streamflow.redis.cluster");
  }

  /** Marking is best effort: a first connection may take longer than the time-out. */
  private void awaitMarked(DuplicateFilter filter) {
    await()
        .until(
            () -> {
              filter.mark(events);
              return filter.seen(events).equals(events);
            });
  }

  private Set<UUID> inTime(DuplicateFilter filter) {
    long began = System.nanoTime();
    Set<UUID> seen = filter.seen(events);
    assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(BOUND);
    return seen;
  }

  private static DuplicateFilter filter(boolean cluster, String... urls) {
    return filter(GENERATION, cluster, urls);
  }

  private static DuplicateFilter filter(UUID generation, boolean cluster, String... urls) {
    RedisSettings settings =
        new RedisSettings(
            Stream.of(urls).map(URI::create).toList(), cluster, TIMEOUT, Duration.ofMinutes(5));
    return new RedisDuplicateFilter(RedisNodes.of(settings), "a-group", () -> generation, settings);
  }

  private static Set<UUID> ids(int count) {
    return Set.copyOf(Stream.generate(UUID::randomUUID).limit(count).toList());
  }
}
