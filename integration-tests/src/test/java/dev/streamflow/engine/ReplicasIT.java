package dev.streamflow.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.streamflow.engine.call.CallRunner;
import dev.streamflow.engine.failpoint.ArmedFailpoints;
import dev.streamflow.engine.failpoint.Failpoint;
import dev.streamflow.engine.failpoint.HeldThread;
import dev.streamflow.engine.transaction.CallTable;
import dev.streamflow.events.OrderCancelled;
import dev.streamflow.localstack.LocalStack;
import dev.streamflow.schemas.Topic;
import dev.streamflow.schemas.TopicCatalogue;
import dev.streamflow.schemas.TopicMismatch;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.Bean;

/** Replicas that come and go in good order, and one that must not start. */
class ReplicasIT {

  private static final String SERVICE = "notification-service";
  private static final Duration SOON = Duration.ofSeconds(30);

  /** Small batches, and a lease that nobody can wait for. */
  private static final Map<String, Object> SETTINGS =
      Map.of("streamflow.consumer.max-batch", 10, "streamflow.relay.lease", "10m");

  private final KafkaProbe kafka = KafkaProbe.of(LocalStack.shared());
  private final List<UUID> published = new ArrayList<>();

  @Test
  void handsOverToAnotherReplicaWithoutRepeatingAnything() {
    // Given: two replicas, one of them has the relay
    try (RunningReplica first = start();
        RunningReplica second = start()) {
      await().atMost(SOON).until(() -> first.relay().isActive() || second.relay().isActive());
      RunningReplica leaving = first.relay().isActive() ? first : second;
      RunningReplica staying = leaving == first ? second : first;

      // When: it is stopped in the middle of the work
      publish(300);
      await().atMost(SOON).until(() -> !staying.applied(published).isEmpty());
      leaving.close();

      // Then: the other has the relay and the rest of the work, and recognises no duplicate
      await().atMost(SOON).until(() -> staying.relay().isActive());
      awaitAllAppliedOnce(staying);
      assertThat(staying.records("duplicate")).isZero();
    }
  }

  @Test
  void answersTheCallsUnderWayBeforeItStops() {
    try (RunningReplica first = start();
        RunningReplica second = start()) {
      // Given: one of them has made a call, and its answer is not applied yet
      UUID order = TestEvents.newId();
      Call call = new Call("ask:" + order, order, "user-" + order, "how many?");
      CompletableFuture<Void> stopped;
      RunningReplica staying;
      try (HeldThread held = HeldThread.at(Failpoint.CALL_ANSWERED)) {
        first.inTransaction(() -> first.get(CallTable.class).add(List.of(call)));
        held.await();
        RunningReplica leaving = first.get(TallyCalls.class).received.isEmpty() ? second : first;
        staying = leaving == first ? second : first;

        // When
        CallRunner runner = leaving.get(CallRunner.class);
        stopped = CompletableFuture.runAsync(leaving::close);
        await().atMost(SOON).until(() -> !runner.isRunning());
      }
      stopped.join();

      // Then: the answer is applied, and nothing is left for the other
      assertThat(
              staying
                  .jdbc()
                  .queryForList("SELECT last FROM tally WHERE order_id = ?", String.class, order))
          .containsExactly("answered");
      assertThat(staying.get(CallTable.class).open()).isZero();
      assertThat(staying.get(TallyCalls.class).received).isEmpty();
    }
  }

  @Test
  void sharesTheLagWithAReplicaThatJoins() {
    kafka.beatQuickly(SERVICE);
    CountDownLatch hurry = new CountDownLatch(1);
    try (ArmedFailpoints.Armed _ =
            ArmedFailpoints.on(Failpoint.RECORDS_POLLED, () -> takeTimeUntil(hurry));
        RunningReplica first = start()) {
      RunningReplica joining;
      // Given: one replica with more work than it can do until the other is there
      try (HeldThread held = HeldThread.at(Failpoint.RECORDS_DECODED, SERVICE)) {
        publish(600);
        held.await();
        joining = start();
      }
      try (joining) {
        // When
        await()
            .atMost(SOON)
            .untilAsserted(
                () -> assertThat(kafka.partitionsOfMembers(SERVICE)).containsExactly(12, 12));
        long lag = kafka.lag(SERVICE, "order.events");
        hurry.countDown();

        // Then
        assertThat(lag).isPositive();
        kafka.awaitNoLag(SERVICE, "order.events");
        awaitAllAppliedOnce(first);
        assertThat(first.records("processed")).isPositive();
        assertThat(joining.records("processed")).isPositive();
      }
    }
  }

  @Test
  void readAllTopicsOfTheirUsers() {
    // Given: a service that reads several topics, and nothing that others have left there
    String service = "order-service";
    List.of("inventory.events", "payment.events", "shipping.events")
        .forEach(topic -> kafka.skipToEnd(service, topic));

    // When
    try (RunningReplica _ = RunningReplica.of(service, SETTINGS);
        RunningReplica _ = RunningReplica.of(service, SETTINGS)) {

      // Then: who has a partition of one topic has that of the others, and so the same users
      await()
          .atMost(SOON)
          .untilAsserted(
              () ->
                  assertThat(kafka.partitionNumbersOfMembers(service))
                      .hasSize(2)
                      .allSatisfy(
                          byTopic -> {
                            assertThat(byTopic).hasSize(3);
                            assertThat(Set.copyOf(byTopic.values())).hasSize(1);
                          }));
    }
  }

  @Test
  void refusesToStartOnTopicsThatAreNotThoseOfTheCatalogue() {
    assertThatThrownBy(() -> RunningReplica.of(SERVICE, SETTINGS, OtherCatalogue.class))
        .rootCause()
        .isInstanceOf(TopicMismatch.class)
        .hasMessageContaining("order.events: partitions expected 12, found 24");
  }

  private static RunningReplica start() {
    return RunningReplica.of(SERVICE, SETTINGS);
  }

  /** A batch of a slow replica, which goes on polling. */
  private static void takeTimeUntil(CountDownLatch hurry) {
    try {
      hurry.await(50, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void publish(int events) {
    for (int i = 0; i < events; i++) {
      UUID order = TestEvents.newId();
      OrderCancelled event = TestEvents.cancelled(order, "user-" + order);
      kafka.publish("order.events", event);
      published.add(event.getEventId());
    }
  }

  private void awaitAllAppliedOnce(RunningReplica replica) {
    await()
        .atMost(SOON)
        .untilAsserted(
            () ->
                assertThat(replica.applied(published))
                    .containsExactlyInAnyOrderElementsOf(published));
  }

  /** A catalogue that states fewer partitions than there are. */
  static class OtherCatalogue {

    @Bean
    TopicCatalogue topicCatalogue() {
      return new TopicCatalogue(
          TopicCatalogue.load().topics().stream()
              .map(
                  topic ->
                      new Topic(
                          topic.name(),
                          topic.owner(),
                          topic.key(),
                          12,
                          topic.retention(),
                          topic.events(),
                          topic.maxMessageBytes()))
              .toList());
    }
  }
}
