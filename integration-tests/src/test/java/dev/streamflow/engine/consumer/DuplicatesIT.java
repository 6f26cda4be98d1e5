package dev.streamflow.engine.consumer;

import static dev.streamflow.engine.TestEvents.captured;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.streamflow.engine.TestDatabase;
import dev.streamflow.engine.TestEvents;
import dev.streamflow.engine.failpoint.ArmedFailpoints;
import dev.streamflow.engine.failpoint.Failpoint;
import dev.streamflow.events.PaymentCaptured;
import dev.streamflow.localstack.HeldLock;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.jdbc.core.JdbcTemplate;

/** The same events more than once, when nothing but the inbox can tell. */
class DuplicatesIT {

  private static final DataSource DATABASE = TestDatabase.of("payment-service");

  private final JdbcTemplate jdbc = new JdbcTemplate(DATABASE);
  private final UUID order = TestEvents.newId();
  private final TestPartition partition = new TestPartition();
  private final TestReplica replica = new TestReplica(DATABASE, partition);
  private final TestReplica another = new TestReplica(DATABASE, partition);

  @Test
  void hasOneEffectInOneBatch() {
    // Given
    PaymentCaptured event = append("first");
    partition.append(event);
    append("last");
    partition.append(event);

    // When
    replica.poll();

    // Then
    assertThat(applied()).containsExactly(0L, 2L);
    assertThat(replica.committed()).isEqualTo(4);
  }

  @Test
  void hasOneEffectInTwoBatches() {
    // Given
    PaymentCaptured event = append("first");
    replica.poll();

    // When
    partition.append(event);
    append("last");
    replica.poll();

    // Then
    assertThat(applied()).containsExactly(0L, 2L);
    assertThat(replica.committed()).isEqualTo(3);
  }

  @Test
  void waitsForAnotherReplicaAndAppliesOnlyTheRest() {
    // Given
    append("first");
    append("second");

    // When: while one has the events in its transaction, the other reads them too, and one more
    CompletableFuture<Void> behind = pollBehind(() -> {});

    // Then
    behind.join();
    assertThat(applied()).containsExactly(0L, 1L, 2L);
    assertThat(List.of(replica.committed(), another.committed())).containsExactly(2L, 3L);
  }

  @Test
  void takesOverWhatAnotherReplicaRollsBack() {
    // Given
    append("first");
    append("second");

    // When: the same, but the transaction of the first fails in the end
    CompletableFuture<Void> behind =
        pollBehind(
            () -> {
              throw new QueryTimeoutException("the database is out of reach");
            });

    // Then
    behind.join();
    assertThat(applied()).containsExactly(0L, 1L, 2L);
    assertThat(List.of(replica.position(), another.committed())).containsExactly(0L, 3L);

    // When: the first goes on
    replica.poll();

    // Then
    assertThat(applied()).containsExactly(0L, 1L, 2L);
    assertThat(replica.committed()).isEqualTo(3);
  }

  /**
   * Polls on one replica and, when it has written all it has to, on the other, which has to wait.
   *
   * @param end how the first transaction ends
   */
  private CompletableFuture<Void> pollBehind(Runnable end) {
    CompletableFuture<CompletableFuture<Void>> behind = new CompletableFuture<>();
    Thread first = Thread.currentThread();
    Runnable schedule =
        () -> {
          if (Thread.currentThread() == first) {
            append("third");
            behind.complete(CompletableFuture.runAsync(another::poll));
            await().until(() -> HeldLock.waitingIn(DATABASE), Predicate.isEqual(1));
            end.run();
          }
        };
    try (ArmedFailpoints.Armed _ = ArmedFailpoints.on(Failpoint.DEAD_LETTERS_ADDED, schedule)) {
      replica.poll();
    }
    return behind.join();
  }

  private PaymentCaptured append(String word) {
    PaymentCaptured event = captured(order, "user-" + order, word);
    partition.append(event);
    return event;
  }

  private List<Long> applied() {
    return partition.appliedIn(jdbc);
  }
}
