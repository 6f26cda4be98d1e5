package dev.streamflow.engine.faults;

import static dev.streamflow.engine.faults.Doors.SERVICE;
import static dev.streamflow.engine.faults.Doors.STACK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import dev.streamflow.engine.TallyCalls;
import dev.streamflow.engine.TallyHandler;
import dev.streamflow.engine.consumer.EngineConsumer;
import dev.streamflow.localstack.DoorTrap;
import io.micrometer.core.instrument.MeterRegistry;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

/** Whatever happens to the database, the partition waits and then goes on where it was. */
@BehindDoors
class DatabaseFaultsIT {

  private static final JdbcTemplate DATABASE = new JdbcTemplate(STACK.databaseOf(SERVICE));

  @Autowired private Doors doors;
  @Autowired private EngineConsumer consumer;
  @Autowired private HikariDataSource pool;
  @Autowired private MeterRegistry meters;
  @Autowired private TallyCalls calls;
  @Autowired private TallyHandler handler;

  private final Traffic traffic = new Traffic();

  @Test
  void waitsWhilePostgresIsGoneAndGoesOn() {
    // Given
    traffic.publish(10).requireAppliedOnceAndInOrder();

    // When
    STACK.process("postgres").kill();
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
    await().until(trap::hasSprung);
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
    await().until(trap::hasSprung);
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
    await().until(trap::hasSprung);
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
    await().until(trap::hasSprung);
    traffic.requireAppliedOnceAndInOrder();
    assertThat(callsReceived()).isOne();
  }

  @Test
  void waitsForAConnectionWhenAllAreTaken() throws SQLException {
    // Given
    List<Connection> taken = new ArrayList<>();
    try {
      for (int i = 1; i < pool.getMaximumPoolSize(); i++) {
        taken.add(pool.getConnection());
      }

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
    // Given: two orders in one batch, which locks the first and then the second
    Traffic second = traffic.ofSameUser();
    traffic.publish(1);
    second.publish(1).requireAppliedOnceAndInOrder();
    String heldBack = "1";
    handler.failing.add(heldBack);
    traffic.publish(1);
    second.publish(1);
    awaitWaiting();
    long deadlocks = deadlocks();
    try (OtherTransaction other = new OtherTransaction()) {
      other.touch(second.order);
      handler.failing.remove(heldBack);
      other.awaitWaiter();

      // When: the other transaction wants them the other way round
      other.touch(traffic.order);
      other.commit();
    }

    // Then
    traffic.requireAppliedOnceAndInOrder();
    second.requireAppliedOnceAndInOrder();
    await().until(() -> deadlocks() > deadlocks);
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

  /** The engine's transactions from now on: it has to connect anew. */
  private void isolate(String level) {
    DATABASE.execute("ALTER ROLE CURRENT_USER SET default_transaction_isolation TO " + level);
    doors.postgres.cut();
  }

  private static long deadlocks() {
    return DATABASE.queryForObject(
        "SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()", Long.class);
  }

  private void awaitWaiting() {
    await().until(() -> !consumer.waiting().isEmpty());
  }

  private long callsReceived() {
    return calls.received.stream().filter(call -> call.orderId().equals(traffic.order)).count();
  }

  private double duplicates() {
    return meters.counter("streamflow.records", "outcome", "duplicate").count();
  }
}
