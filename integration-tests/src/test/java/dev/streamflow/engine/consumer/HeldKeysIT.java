package dev.streamflow.engine.consumer;

import static dev.streamflow.engine.TestEvents.captured;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.streamflow.engine.TallyHandler;
import dev.streamflow.engine.TestDatabase;
import dev.streamflow.engine.TestEvents;
import dev.streamflow.engine.consumer.DeadLetterDesk.Signature;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

/** A topic in which nothing may go on without the event before it, not even a dead letter. */
class HeldKeysIT {

  private static final DataSource DATABASE = TestDatabase.of("payment-service");
  private static final Signature ANNA = new Signature("anna", "looked into it");

  private final JdbcTemplate jdbc = new JdbcTemplate(DATABASE);
  private final UUID order = TestEvents.newId();
  private final String user = "user-" + order;
  private final TestPartition partition = new TestPartition();
  private final TestReplica replica =
      new TestReplica(
          DATABASE,
          partition,
          new ParkingSettings(
              List.of(Duration.ofMillis(1)), 3, Set.of(), Set.of(partition.id.topic())));

  /** Nobody else could read it: what it stands for is in this test's memory. */
  @AfterEach
  void leaveNothingParked() {
    jdbc.update("DELETE FROM parked_event");
  }

  @Test
  void holdsWhatComesBehindADeadLetterAndNobodyElse() {
    // Given
    giveUpOnTheFirstOf("bad", "behind");

    // When
    append("later");
    partition.append(captured(TestEvents.newId(), "someone-else-" + order, "free"));
    replica.poll();
    drainWhatIsDue();

    // Then
    assertThat(partition.appliedIn(jdbc)).containsExactly(3L);
    assertThat(parkedOffsets()).containsExactly(0L, 1L, 2L);
    assertThat(letters()).hasSize(1);
  }

  @Test
  void goesOnWithTheLetterItself() {
    // Given
    giveUpOnTheFirstOf("bad", "behind");
    replica.handler.failing.clear();

    // When
    replica.desk.redrive(letters(), ANNA);
    drainWhatIsDue();

    // Then
    assertThat(partition.appliedIn(jdbc)).containsExactly(0L, 1L);
    assertThat(parkedOffsets()).isEmpty();
  }

  @Test
  void goesOnWithTheCorrectedEvent() throws IOException {
    // Given
    giveUpOnTheFirstOf("bad", "behind");
    String bad = DeadLetterDetails.jsonOf(partition.eventAt(0));

    // When
    replica.desk.edit(letters().getFirst(), bad.replace("\"bad\"", "\"good\""), null, ANNA, false);
    drainWhatIsDue();

    // Then
    assertThat(partition.appliedIn(jdbc)).containsExactly(0L, 1L);
  }

  @Test
  void goesOnWithoutALetterThatIsDiscarded() {
    // Given
    giveUpOnTheFirstOf("bad", "behind");

    // When
    replica.desk.discard(letters(), ANNA);
    drainWhatIsDue();

    // Then
    assertThat(partition.appliedIn(jdbc)).containsExactly(1L);
    assertThat(parkedOffsets()).isEmpty();
  }

  @Test
  void holdsAgainWhatFailsAgain() {
    // Given
    giveUpOnTheFirstOf("bad", "behind");

    // When
    replica.desk.redrive(letters(), ANNA);
    drainWhatIsDue();

    // Then
    assertThat(partition.appliedIn(jdbc)).isEmpty();
    assertThat(parkedOffsets()).containsExactly(0L, 1L);
    assertThat(replica.desk.countOpen(letters())).isOne();
  }

  @Test
  void holdsFromTheFirstAttemptWhatCanNeverWork() {
    // Given
    append(TallyHandler.INVALID);
    append("behind");

    // When
    replica.poll();
    drainWhatIsDue();

    // Then
    assertThat(partition.appliedIn(jdbc)).isEmpty();
    assertThat(parkedOffsets()).containsExactly(0L, 1L);
    assertThat(letters()).hasSize(1);
  }

  private void giveUpOnTheFirstOf(String bad, String behind) {
    replica.handler.failing.add(bad);
    append(bad);
    append(behind);
    replica.poll();
    drainWhatIsDue();
    assertThat(letters()).hasSize(1);
  }

  private void append(String word) {
    partition.append(captured(order, user, word));
  }

  /** Until nothing of this user's is due, now or later. */
  private void drainWhatIsDue() {
    await()
        .pollInterval(Duration.ofMillis(1))
        .until(() -> !replica.drainer.drain() && dueAtAnyTime() == 0);
  }

  private int dueAtAnyTime() {
    return jdbc.queryForObject(
        "SELECT count(*) FROM parked_event WHERE record_key = ? AND due_at IS NOT NULL",
        Integer.class,
        (Object) user.getBytes());
  }

  private List<Long> parkedOffsets() {
    return jdbc.queryForList(
        "SELECT record_offset FROM parked_event WHERE record_key = ? ORDER BY record_offset",
        Long.class,
        (Object) user.getBytes());
  }

  private List<UUID> letters() {
    return jdbc.queryForList(
        "SELECT dead_letter_id FROM dead_letter WHERE record_key = ?",
        UUID.class,
        (Object) user.getBytes());
  }
}
