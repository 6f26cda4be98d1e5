package dev.streamflow.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.streamflow.engine.call.CallBreaker;
import dev.streamflow.engine.transaction.CallTable;
import dev.streamflow.localstack.LocalStack;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The other side does not answer, and more is asked of it than it should be. */
class CallStressIT {

  /** A group that no application of another test is in. */
  private static final String SERVICE = "order-service";

  private static final String TOPIC = "payment.events";
  private static final Duration SOON = Duration.ofSeconds(30);
  private static final int MAX_OPEN = 5;
  private static final int FOR_EVER = Integer.MAX_VALUE;

  private final KafkaProbe kafka = KafkaProbe.of(LocalStack.shared());

  @Test
  void leavesTheOtherSideAloneWhileItDoesNotAnswer() {
    try (RunningReplica replica = start(Map.of("streamflow.calls.breaker.pause", "1h"))) {
      // Given: so many calls without an answer that the breaker opens
      List<UUID> orders = newOrders(20);
      ask(replica, orders, FOR_EVER);
      CallBreaker breaker = replica.get(CallBreaker.class);
      await().atMost(SOON).until(() -> breaker.state().equals("OPEN"));
      await().atMost(SOON).until(() -> inFlight(replica) == 0);
      int attempts = attempts(replica);

      // When: more is to be asked, and everything is due
      ask(replica, newOrders(5), 0);

      // Then: nothing is
      await()
          .during(Duration.ofSeconds(1))
          .atMost(SOON)
          .until(() -> attempts(replica) == attempts && inFlight(replica) == 0);
      assertThat(replica.get(CallTable.class).open()).isEqualTo(25);
    }

    // When: another replica has not learnt it yet, and the other side answers again
    try (RunningReplica fresh = start(Map.of())) {
      // Then
      awaitAllAnswered(fresh);
    }
  }

  @Test
  void looksByItselfWhetherTheOtherSideAnswersAgain() {
    try (RunningReplica replica = start(Map.of("streamflow.calls.breaker.pause", "100ms"))) {
      // Given
      List<UUID> orders = newOrders(20);
      ask(replica, orders, FOR_EVER);
      CallBreaker breaker = replica.get(CallBreaker.class);
      await().atMost(SOON).until(() -> breaker.state().equals("OPEN"));

      // When
      orders.forEach(order -> replica.get(TallyCalls.class).unanswered.put(order, 0));

      // Then
      awaitAllAnswered(replica);
      await().atMost(SOON).until(() -> breaker.state().equals("CLOSED"));
    }
  }

  @Test
  void letsEventsWaitWhileTooManyCallsAreOpen() {
    try (RunningReplica replica = start(Map.of("streamflow.calls.max-open", MAX_OPEN))) {
      // When: one after the other, because the table is looked at now and then only
      List<UUID> orders = new ArrayList<>();
      await()
          .atMost(SOON)
          .until(
              () -> {
                orders.addAll(publish(replica, 1));
                return !replica.consumer().waiting().isEmpty();
              });

      // Then
      CallTable calls = replica.get(CallTable.class);
      long open = calls.open();
      List<String> members = kafka.membersOf(SERVICE);
      assertThat(open).isGreaterThanOrEqualTo(MAX_OPEN);
      orders.addAll(publish(replica, 10));
      await()
          .during(Duration.ofSeconds(1))
          .atMost(SOON)
          .until(() -> calls.open() == open && kafka.lag(SERVICE, TOPIC) >= 10);

      // When
      orders.forEach(order -> replica.get(TallyCalls.class).unanswered.put(order, 0));

      // Then: all go on by themselves, and the group has noticed nothing
      kafka.awaitNoLag(SERVICE, TOPIC);
      awaitAllAnswered(replica);
      assertThat(orders.stream().map(order -> countOf(replica, order)).toList()).containsOnly(2);
      assertThat(replica.consumer().waiting()).isEmpty();
      assertThat(kafka.membersOf(SERVICE)).isEqualTo(members);
    }
  }

  private RunningReplica start(Map<String, Object> special) {
    Map<String, Object> settings = new HashMap<>(special);
    settings.putIfAbsent("streamflow.calls.breaker.minimum-calls", 10);
    settings.put("streamflow.calls.backoff", "20ms");
    kafka.skipToEnd(SERVICE, TOPIC);
    return RunningReplica.of(SERVICE, settings);
  }

  private static List<UUID> newOrders(int count) {
    return IntStream.range(0, count).mapToObj(i -> TestEvents.newId()).toList();
  }

  /** Adds calls without an event. */
  private static void ask(RunningReplica replica, List<UUID> orders, int unanswered) {
    orders.forEach(order -> replica.get(TallyCalls.class).unanswered.put(order, unanswered));
    replica.inTransaction(
        () ->
            replica
                .get(CallTable.class)
                .add(
                    orders.stream()
                        .map(order -> new Call("ask:" + order, order, "user", "how many?"))
                        .toList()));
  }

  /** Publishes events of new orders, each of which makes a call that gets no answer. */
  private List<UUID> publish(RunningReplica replica, int count) {
    List<UUID> orders = newOrders(count);
    for (UUID order : orders) {
      replica.get(TallyCalls.class).unanswered.put(order, FOR_EVER);
      kafka.publish(TOPIC, TestEvents.captured(order, "user-" + order, TallyHandler.CALL_ONLY));
    }
    return orders;
  }

  private static int inFlight(RunningReplica replica) {
    return (int) replica.get(MeterRegistry.class).get("streamflow.calls.in.flight").gauge().value();
  }

  private static int attempts(RunningReplica replica) {
    return replica.jdbc().queryForObject("SELECT sum(attempt) FROM call", Integer.class);
  }

  private static int countOf(RunningReplica replica, UUID order) {
    return replica
        .jdbc()
        .queryForObject("SELECT count FROM tally WHERE order_id = ?", Integer.class, order);
  }

  private static void awaitAllAnswered(RunningReplica replica) {
    await().atMost(SOON).until(() -> replica.get(CallTable.class).open() == 0);
  }
}
