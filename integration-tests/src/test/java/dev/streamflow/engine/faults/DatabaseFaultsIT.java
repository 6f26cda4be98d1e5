package dev.streamflow.engine.faults;

import static dev.streamflow.engine.failpoint.Failpoint.RECORDS_POLLED;
import static dev.streamflow.engine.faults.Doors.SERVICE;
import static dev.streamflow.engine.faults.Doors.SOON;
import static dev.streamflow.engine.faults.Doors.STACK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import dev.streamflow.engine.TallyCalls;
import dev.streamflow.engine.consumer.EngineConsumer;
import dev.streamflow.engine.failpoint.ArmedFailpoints;
import dev.streamflow.localstack.DoorTrap;
import io.micrometer.core.instrument.MeterRegistry;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.jdbc.core.JdbcTemplate;

/** Whatever happens to the database, the partition waits and then goes on where it was. */
@BehindDoors
class DatabaseFaultsIT {

  private static final String DEADLOCK_DETECTED = "40P01";

  private static final JdbcTemplate DATABASE = new JdbcTemplate(STACK.databaseOf(SERVICE));

  @Autowired private Doors doors;
  @Autowired private EngineConsumer consumer;
  @Autowired private HikariDataSource pool;
  @Autowired private MeterRegistry meters;
  @Autowired private TallyCalls calls;

  private final Traffic traffic = new Traffic();
  private final AtomicInteger polls = new AtomicInteger();

  @Test
  void waitsWhilePostgresIsGoneAndGoesOn() {
    // Given
    traffic.publish(10).requireAppliedOnceAndInOrder();

    // When
    STACK.server("postgres").kill();
    traffic.publish(10);
    awaitWaiting();
    STACK.restart("postgres");

    // Then
    traffic.requireAppliedOnceAndInOrder();
  }

  @Test
  void appliesAgainWhatNeverReachedTheCommit() {
    // Given
    double duplicates = duplicates();
    DoorTrap trap = doors.postgres.loseRequest("INSERT INTO applied_batch", "COMMIT");

    // When
    traffic.publish(10);

    // Then
    await().atMost(SOON).until(trap::hasSprung);
    traffic.requireAppliedOnceAndInOrder();
    assertThat(duplicates()).isEqualTo(duplicates);
  }

  @Test
  void recognisesWhatWasCommittedWhenTheAnswerIsLost() {
    // Given
    double duplicates = duplicates();
    DoorTrap trap = doors.postgres.loseAnswer("INSERT INTO applied_batch", "COMMIT");

    // When
    traffic.publish(10);

    // Then
    await().atMost(SOON).until(trap::hasSprung);
    traffic.requireAppliedOnceAndInOrder();
    assertThat(duplicates()).isGreaterThan(duplicates);
  }

  @Test
  void keepsTheAnswerOfACallThatNeverReachedTheCommit() {
    // Given
    DoorTrap trap = doors.postgres.loseRequest("DELETE FROM call", "COMMIT");

    // When
    traffic.publishCall();

    // Then
    await().atMost(SOON).until(trap::hasSprung);
    traffic.requireAppliedOnceAndInOrder();
    assertThat(callsReceived()).isOne();
  }

  @Test
  void appliesTheAnswerOfACallOnceWhenItsCommitIsNotConfirmed() {
    // Given
    DoorTrap trap = doors.postgres.loseAnswer("DELETE FROM call", "COMMIT");

    // When
    traffic.publishCall();

    // Then
    await().atMost(SOON).until(trap::hasSprung);
    traffic.requireAppliedOnceAndInOrder();
    assertThat(callsReceived()).isOne();
  }

  @Test
  void waitsForAConnectionWhenAllAreTaken() throws SQLException {
    // Given
    List<Connection> taken = new ArrayList<>();
    try {
      takeAllConnections(taken);

      // When
      traffic.publish(10);
      awaitWaiting();
    } finally {
      for (Connection connection : taken) {
        connection.close();
      }
    }

    // Then
    traffic.requireAppliedOnceAndInOrder();
  }

  @Test
  void triesAgainWhenItIsTheVictimOfADeadlock() throws SQLException {
    // Given
    Traffic second = traffic.ofSameUser();
    traffic.publish(1);
    second.publish(1).requireAppliedOnceAndInOrder();
    long deadlocks = deadlocks();

    // When
    boolean isVictim = false;
    while (!isVictim) {
      isVictim = losesADeadlock(second);
    }

    // Then
    traffic.requireAppliedOnceAndInOrder();
    second.requireAppliedOnceAndInOrder();
    await().atMost(SOON).until(() -> deadlocks() > deadlocks);
  }

  @Test
  void triesAgainWhenItsTransactionCannotBeSerialized() throws SQLException {
    // Given: transactions that do not bear that what they have read is changed by others
    isolate("'repeatable read'");
    traffic.publish(1).requireAppliedOnceAndInOrder();
    try (OtherTransaction other = new OtherTransaction()) {
      other.touch(traffic.order);
      traffic.publish(1);
      other.awaitWaiter();
      assertThat(consumer.waiting()).isEmpty();

      // When
      other.commit();
      awaitWaiting();
    } finally {
      isolate("DEFAULT");
    }

    // Then
    traffic.requireAppliedOnceAndInOrder();
  }

  /** All but those that the engine keeps for itself, which may be none after a lost database. */
  private void takeAllConnections(List<Connection> taken) throws SQLException {
    try {
      while (true) {
        taken.add(pool.getConnection());
      }
    } catch (SQLTransientConnectionException e) {
      assertThat(taken).isNotEmpty();
    }
  }

  /** The engine's transactions from now on: it has to connect anew. */
  private void isolate(String level) {
    DATABASE.execute("ALTER ROLE CURRENT_USER SET default_transaction_isolation TO " + level);
    doors.postgres.cut();
  }

  /**
   * Makes a deadlock. The victim is the one that has waited for a second first: the engine, unless
   * this machine stalls just then.
   */
  private boolean losesADeadlock(Traffic second) throws SQLException {
    try (OtherTransaction other = new OtherTransaction()) {
      // Held back, both orders come to share a batch, which locks the first and then the second.
      try (ArmedFailpoints.Armed _ = ArmedFailpoints.on(RECORDS_POLLED, this::failForNow)) {
        traffic.publish(1);
        second.publish(1);
        awaitTwoMorePolls();
        other.touch(second.order);
      }
      other.awaitWaiter();
      other.touch(traffic.order);
      other.commit();
      return true;
    } catch (SQLException e) {
      assertThat(e.getSQLState()).isEqualTo(DEADLOCK_DETECTED);
      return false;
    }
  }

  /** The second of them has begun when both records were there. */
  private void awaitTwoMorePolls() {
    int before = polls.get();
    await().atMost(SOON).until(() -> polls.get() >= before + 2);
  }

  private void failForNow() {
    polls.incrementAndGet();
    throw new DataAccessResourceFailureException("held back by a test");
  }

  private static long deadlocks() {
    return DATABASE.queryForObject(
        "SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()", Long.class);
  }

  private void awaitWaiting() {
    await().atMost(SOON).until(() -> !consumer.waiting().isEmpty());
  }

  private long callsReceived() {
    return calls.received.stream().filter(call -> call.orderId().equals(traffic.order)).count();
  }

  private double duplicates() {
    return meters.counter("streamflow.records", "outcome", "duplicate").count();
  }
}
