package dev.streamflow.engine.consumer;

import static dev.streamflow.engine.TestEvents.captured;
import static dev.streamflow.engine.failpoint.Failpoint.STATE_LOCKED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.streamflow.engine.TallyHandler;
import dev.streamflow.engine.TestDatabase;
import dev.streamflow.engine.TestEvents;
import dev.streamflow.engine.failpoint.HeldThread;
import dev.streamflow.localstack.HeldLock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

/** An event that fails for now: it waits with those behind it, and nobody else does. */
class ParkingIT {

  private static final DataSource DATABASE = TestDatabase.of("payment-service");

  private final JdbcTemplate jdbc = new JdbcTemplate(DATABASE);
  private final UUID order = TestEvents.newId();
  private final String user = "user-" + order;
  private final String flaky = "flaky-" + order;
  private final TestPartition partition = new TestPartition();
  private final TestReplica replica = new TestReplica(DATABASE, partition);

  @BeforeEach
  void letTheFlakyOneFail() {
    replica.handler.failing.add(flaky);
  }

  /** Nobody else could read it: what it stands for is in this test's memory. */
  @AfterEach
  void leaveNothingParked() {
    jdbc.update("DELETE FROM parked_event");
  }

  @Test
  void parksTheOneThatFailsAndThoseOfItsUserBehindIt() {
    // Given
    append("before");
    append(flaky);
    appendOfAnotherUser();
    append("after");

    // When
    replica.poll();

    // Then
    assertThat(partition.appliedIn(jdbc)).containsExactly(0L, 2L);
    assertThat(parkedOffsets()).containsExactly(1L, 3L);
    assertThat(replica.committed()).isEqualTo(4);
    assertThat(deadLetters()).isEmpty();
  }

  @Test
  void parksWhatComesLaterBehindWhatIsParked() {
    // Given
    append(flaky);
    replica.poll();

    // When
    append("later");
    appendOfAnotherUser();
    replica.poll();

    // Then
    assertThat(partition.appliedIn(jdbc)).containsExactly(2L);
    assertThat(parkedOffsets()).containsExactly(0L, 1L);
  }

  @Test
  void appliesWhatWasParkedInItsOrderOnceItWorks() {
    // Given
    append(flaky);
    append("second");
    replica.poll();
    append("third");
    replica.poll();

    // When
    drainInVain();
    replica.handler.failing.clear();
    drainUntilEmpty();

    // Then
    assertThat(partition.appliedIn(jdbc)).containsExactly(0L, 1L, 2L);
    assertThat(lastWord()).isEqualTo("third");

    // When: the user is nobody special any more
    append("fourth");
    replica.poll();

    // Then
    assertThat(partition.appliedIn(jdbc)).containsExactly(0L, 1L, 2L, 3L);
  }

  @Test
  void doesNotParkWhatComesAgain() {
    // Given
    append(flaky);
    replica.poll();

    // When: the batch is read once more, as after a crash
    new TestReplica(DATABASE, partition).poll();
    replica.handler.failing.clear();
    drainUntilEmpty();

    // Then
    assertThat(partition.appliedIn(jdbc)).containsExactly(0L);
  }

  @Test
  void waitsForItsPause() {
    // Given
    ParkingSettings patient =
        new ParkingSettings(List.of(Duration.ofHours(1)), 3, Set.of(), Set.of());
    TestReplica slow = new TestReplica(DATABASE, partition, patient);
    slow.handler.failing.add(flaky);
    append(flaky);
    append("behind");
    slow.poll();
    slow.handler.failing.clear();

    // Then
    assertThat(slow.drainer.drain()).isFalse();
    assertThat(parked().getFirst()).containsEntry("attempt", 1);
    assertThat(parked().getFirst().get("cause").toString()).contains("a defect of the service");
    assertThat(parked().getLast().get("due_at")).isNull();
  }

  @Test
  void givesUpAfterTheLastAttemptAndLetsTheOthersGoOn() {
    // Given
    append(flaky);
    append("behind");
    replica.poll();

    // When
    drainUntilEmpty();

    // Then
    assertThat(partition.appliedIn(jdbc)).containsExactly(1L);
    assertThat(deadLetters())
        .singleElement()
        .satisfies(
            letter ->
                assertThat(letter).containsEntry("record_offset", 0L).containsEntry("attempts", 3));
  }

  @Test
  void findsTheOneAmongTheParkedThatTheDatabaseRefuses() {
    // Given
    append(flaky);
    partition.append(captured(TestEvents.newId(), user, TallyHandler.UNSTORABLE));
    append("after");
    replica.poll();
    replica.handler.failing.clear();

    // When
    drainUntilEmpty();

    // Then
    assertThat(partition.appliedIn(jdbc)).containsExactly(0L, 2L);
    assertThat(deadLetters())
        .singleElement()
        .satisfies(letter -> assertThat(letter).containsEntry("record_offset", 1L));
  }

  @Test
  void takesOutTheOneWhoseRowsAnotherHoldsForGood() {
    // Given: its order's row is locked; at first everybody waits, for it might be over soon
    TestReplica impatient = new TestReplica(TestDatabase.of("payment-service", "100ms"), partition);
    append("before");
    impatient.poll();
    append("blocked");
    appendOfAnotherUser();
    try (HeldLock _ =
        HeldLock.by(DATABASE, "SELECT 1 FROM tally WHERE order_id = ? FOR UPDATE", order)) {
      impatient.poll();
      assertThat(impatient.position()).isOne();

      // When
      impatient.poll();

      // Then
      assertThat(partition.appliedIn(jdbc)).containsExactly(0L, 2L);
      assertThat(parkedOffsets()).containsExactly(1L);
    }

    // When
    drainUntilEmpty();

    // Then
    assertThat(partition.appliedIn(jdbc)).containsExactly(0L, 2L, 1L);
  }

  @Test
  void letsOnlyOneDrainerHaveAKeyAndABatchWaitForIt() {
    // Given: a drainer at work
    Executor inItsOwnThread = task -> Thread.ofPlatform().start(task);
    append(flaky);
    replica.poll();
    replica.handler.failing.clear();
    CompletableFuture<Boolean> draining;
    CompletableFuture<Void> polling;
    try (HeldThread held = HeldThread.at(STATE_LOCKED)) {
      awaitDue();
      draining = CompletableFuture.supplyAsync(replica.drainer::drain, inItsOwnThread);
      held.await();

      // When: another drainer comes, and an event of the same user
      assertThat(new TestReplica(DATABASE, partition).drainer.drain()).isFalse();
      append("next");
      polling = CompletableFuture.runAsync(replica::poll, inItsOwnThread);
      await().until(() -> HeldLock.waitingIn(DATABASE) == 1);

      // Then
      assertThat(partition.appliedIn(jdbc)).isEmpty();
    }
    draining.join();
    polling.join();
    assertThat(partition.appliedIn(jdbc)).containsExactly(0L, 1L);
    assertThat(parkedOffsets()).isEmpty();
  }

  private void append(String word) {
    partition.append(captured(order, user, word));
  }

  private void appendOfAnotherUser() {
    UUID other = TestEvents.newId();
    partition.append(captured(other, "user-" + other, "of another user"));
  }

  private void awaitDue() {
    await()
        .until(
            () ->
                !jdbc.queryForList("SELECT 1 FROM parked_event WHERE due_at <= clock_timestamp()")
                    .isEmpty());
  }

  private void drainInVain() {
    awaitDue();
    replica.drainer.drain();
    assertThat(partition.appliedIn(jdbc)).isEmpty();
    assertThat(parked().getFirst()).containsEntry("attempt", 2);
  }

  private void drainUntilEmpty() {
    await().until(() -> !replica.drainer.drain() && parked().isEmpty());
  }

  private List<Map<String, Object>> parked() {
    return jdbc.queryForList(
        "SELECT * FROM parked_event WHERE record_key = ? ORDER BY record_offset", user.getBytes());
  }

  private List<Object> parkedOffsets() {
    return parked().stream().map(row -> row.get("record_offset")).toList();
  }

  private String lastWord() {
    return jdbc.queryForObject("SELECT last FROM tally WHERE order_id = ?", String.class, order);
  }

  private List<Map<String, Object>> deadLetters() {
    return jdbc.queryForList("SELECT * FROM dead_letter WHERE record_key = ?", user.getBytes());
  }
}
