package dev.streamflow.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.streamflow.engine.failpoint.ArmedFailpoints;
import dev.streamflow.engine.failpoint.Failpoint;
import dev.streamflow.engine.failpoint.HeldThread;
import dev.streamflow.events.OrderCancelled;
import dev.streamflow.localstack.LocalStack;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A replica stops in the middle of a batch until the group has given its partitions away, and goes
 * on when another replica has done its work.
 */
class ZombieIT {

  private static final String SERVICE = "inventory-service";
  private static final Duration SOON = Duration.ofSeconds(30);

  private static KafkaProbe kafka;
  private static RunningReplica one;
  private static RunningReplica two;

  private final String user = "user-" + UUID.randomUUID();
  private final List<UUID> published = new ArrayList<>();

  @BeforeAll
  static void startTwoReplicas() {
    kafka = KafkaProbe.of(LocalStack.shared());
    kafka.beatQuickly(SERVICE);
    Map<String, Object> settings =
        Map.of(
            // Who does not poll for a second is thrown out of the group, and out of the database.
            "spring.kafka.consumer.properties[max.poll.interval.ms]",
            1_000,
            "spring.datasource.hikari.data-source-properties.options",
            "-c lock_timeout=500ms -c idle_in_transaction_session_timeout=1500ms",
            // Nothing but the inbox knows what is a duplicate.
            "streamflow.redis.url",
            "");
    one = RunningReplica.of(SERVICE, settings);
    two = RunningReplica.of(SERVICE, settings);
  }

  @AfterAll
  static void stop() {
    one.close();
    two.close();
  }

  @ParameterizedTest
  @EnumSource(names = {"RECORDS_POLLED", "STATE_WRITTEN", "TRANSACTION_COMMITTED"})
  void doesNoHarm(Failpoint where) {
    // Given
    awaitTwoMembers();
    Set<Thread> committers = ConcurrentHashMap.newKeySet();
    Thread zombie;
    try (HeldThread held = HeldThread.at(where, SERVICE)) {
      publish(20);
      zombie = held.await();

      // When: the other gets the partition, works on what is there, and on more
      awaitApplied();
      publish(20);
      awaitApplied();
      kafka.awaitNoLag(SERVICE, "order.events");
    }
    try (ArmedFailpoints.Armed _ =
        ArmedFailpoints.on(
            Failpoint.OFFSETS_COMMITTED, () -> committers.add(Thread.currentThread()))) {
      awaitTwoMembers();
    }

    // Then: one effect each, in order; its offsets are refused, and it is well again
    assertThat(one.applied(published)).isEqualTo(published);
    assertThat(committers).doesNotContain(zombie);
    kafka.awaitNoLag(SERVICE, "order.events");
    await().atMost(SOON).until(() -> one.consumer().waiting().isEmpty());
    await().atMost(SOON).until(() -> two.consumer().waiting().isEmpty());
    publish(1);
    awaitApplied();
  }

  private void publish(int events) {
    for (int i = 0; i < events; i++) {
      OrderCancelled event = TestEvents.cancelled(TestEvents.newId(), user);
      kafka.publish("order.events", event);
      published.add(event.getEventId());
    }
  }

  private void awaitApplied() {
    await()
        .atMost(SOON)
        .untilAsserted(() -> assertThat(one.applied(published)).isEqualTo(published));
  }

  private static void awaitTwoMembers() {
    await()
        .atMost(SOON)
        .untilAsserted(
            () -> assertThat(kafka.partitionsOfMembers(SERVICE)).containsExactly(12, 12));
  }
}
