package dev.streamflow.engine.consumer;

import static dev.streamflow.engine.TestEvents.captured;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.streamflow.engine.TallyHandler;
import dev.streamflow.engine.TestDatabase;
import dev.streamflow.engine.TestEvents;
import dev.streamflow.events.PaymentCaptured;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.JdbcTemplate;

/** A batch that fails, with several events of one user, and which of them it was. */
class NarrowingIT {

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

  @Test
  void givesUpOnExactlyTheOneThatTheDatabaseRefuses() {
    // Given
    append(order, "before");
    PaymentCaptured bad = append(TestEvents.newId(), TallyHandler.UNSTORABLE);
    append(TestEvents.newId(), "of another order");
    append(order, "after");

    // When
    replica.poll();

    // Then
    assertThat(partition.appliedIn(jdbc)).containsExactly(0L, 2L, 3L);
    assertThat(lastWord()).isEqualTo("after");
    assertThat(replica.committed()).isEqualTo(4);
    assertThat(deadLetters())
        .singleElement()
        .satisfies(
            letter ->
                assertThat(letter)
                    .containsEntry("record_offset", 1L)
                    .containsEntry("event_id", bad.getEventId())
                    .containsEntry("cause_type", DataIntegrityViolationException.class.getName()));
  }

  @Test
  void doesNotTryAgainWhatItGaveUpOn() {
    // Given
    PaymentCaptured bad = append(TestEvents.newId(), TallyHandler.UNSTORABLE);
    append(order, "after");
    replica.poll();

    // When: the batch is read once more, as after a crash, and the event comes once more
    partition.append(bad);
    new TestReplica(DATABASE, partition).poll();

    // Then
    assertThat(partition.appliedIn(jdbc)).containsExactly(1L);
    assertThat(deadLetters()).hasSize(1);
  }

  @Test
  void letsNothingOvertakeTheOneThatFailsForNow() {
    // Given
    append(order, "before");
    append(order, flaky);
    append(TestEvents.newId(), TallyHandler.UNSTORABLE);
    append(order, "after");

    // When
    replica.poll();

    // Then: what is behind it waits with it, good or bad
    assertThat(partition.appliedIn(jdbc)).containsExactly(0L);
    assertThat(deadLetters()).isEmpty();
    assertThat(replica.committed()).isEqualTo(4);

    // When: it would work now
    replica.handler.failing.clear();
    await().until(() -> !replica.drainer.drain() && parked().isEmpty());

    // Then
    assertThat(partition.appliedIn(jdbc)).containsExactly(0L, 1L, 3L);
    assertThat(lastWord()).isEqualTo("after");
    assertThat(deadLetters())
        .singleElement()
        .satisfies(letter -> assertThat(letter).containsEntry("record_offset", 2L));
  }

  private List<Map<String, Object>> parked() {
    return jdbc.queryForList("SELECT * FROM parked_event WHERE record_key = ?", user.getBytes());
  }

  private PaymentCaptured append(UUID orderId, String word) {
    PaymentCaptured event = captured(orderId, user, word);
    partition.append(event);
    return event;
  }

  private String lastWord() {
    return jdbc.queryForObject("SELECT last FROM tally WHERE order_id = ?", String.class, order);
  }

  private List<Map<String, Object>> deadLetters() {
    return jdbc.queryForList("SELECT * FROM dead_letter WHERE record_key = ?", user.getBytes());
  }
}
