package dev.streamflow.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.streamflow.engine.failpoint.Failpoint;
import dev.streamflow.engine.failpoint.HeldThread;
import dev.streamflow.engine.outbox.OutboxTable;
import dev.streamflow.engine.transaction.CallTable;
import dev.streamflow.events.StockReleased;
import dev.streamflow.localstack.LocalStack;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A replica stops at a failpoint with a lease in its hand, until another one has taken over its
 * work; then it goes on with what it had begun.
 */
class HandoverIT {

  private static final String SERVICE = "inventory-service";
  private static final Duration SOON = Duration.ofSeconds(30);

  private static KafkaProbe kafka;
  private static RunningReplica one;
  private static RunningReplica two;

  private final UUID order = TestEvents.newId();
  private final String user = "user-" + order;

  @BeforeAll
  static void startTwoReplicas() {
    kafka = KafkaProbe.of(LocalStack.shared());
    Map<String, Object> settings =
        Map.of("streamflow.relay.lease", "1s", "streamflow.calls.lease", "1s");
    one = RunningReplica.of(SERVICE, settings);
    two = RunningReplica.of(SERVICE, settings);
  }

  @AfterAll
  static void stop() {
    one.close();
    two.close();
  }

  @ParameterizedTest
  @EnumSource(names = {"OUTBOX_READ", "RECORD_SENT", "RECORDS_ACKNOWLEDGED"})
  void keepsTheOrderBesideARelayThatIsNoLongerActive(Failpoint where) {
    // Given
    List<StockReleased> events =
        Stream.generate(() -> TestEvents.released(order, user)).limit(20).toList();
    try (HeldThread held = HeldThread.at(where)) {
      append(events.subList(0, 10));
      held.await();

      // When: the other takes over, and publishes more
      awaitPublished();
      append(events.subList(10, 20));
      awaitPublished();
    }

    // Then: what the first publishes late was published before, in its order
    await().atMost(SOON).until(() -> kafka.all("inventory.events", user).size() >= 30);
    assertThat(kafka.all("inventory.events", user).stream().map(kafka::decode).distinct())
        .isEqualTo(events);
    await().atMost(SOON).until(() -> one.relay().isActive() != two.relay().isActive());
  }

  @ParameterizedTest
  @EnumSource(names = {"CALLS_TAKEN", "CALL_BEGUN", "CALL_ANSWERED"})
  void appliesOneAnswerToACallThatIsMadeTwice(Failpoint where) {
    // Given
    double answers = answers(one) + answers(two);
    Call call = new Call("ask:" + order, order, user, "how many?");
    try (HeldThread held = HeldThread.at(where)) {
      CompletableFuture.runAsync(
          () -> one.inTransaction(() -> one.get(CallTable.class).add(List.of(call))));
      held.await();

      // When: it is made again when the lease has run out
      await().atMost(SOON).until(() -> one.get(CallTable.class).open() == 0);
    }

    // Then: what is learnt late is known already
    await().atMost(SOON).until(() -> answers(one) + answers(two) >= answers + 2);
    assertThat(
            Stream.of(one, two).flatMap(replica -> replica.get(TallyCalls.class).received.stream()))
        .filteredOn(call::equals)
        .hasSizeGreaterThanOrEqualTo(2);
    assertThat(
            one.jdbc()
                .queryForList("SELECT count FROM tally WHERE order_id = ?", Integer.class, order))
        .containsExactly(1);
  }

  /** Appends events as one transaction, so that a relay reads all of them at once. */
  private void append(List<StockReleased> events) {
    List<TracedEvent> untraced = events.stream().map(each -> new TracedEvent(each, null)).toList();
    one.inTransaction(() -> one.get(Outbox.class).append(untraced));
  }

  private void awaitPublished() {
    await().atMost(SOON).until(() -> one.get(OutboxTable.class).depth() == 0);
  }

  private static double answers(RunningReplica replica) {
    return replica.get(MeterRegistry.class).counter("streamflow.calls", "answer", "known").count();
  }
}
