package dev.streamflow.engine.consumer;

import static dev.streamflow.engine.TestEvents.captured;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import dev.streamflow.engine.TallyHandler;
import dev.streamflow.engine.TestDatabase;
import dev.streamflow.engine.TestEvents;
import dev.streamflow.engine.consumer.DeadLetterDesk.Signature;
import dev.streamflow.engine.failpoint.Failpoint;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Replicas that die while events are parked, drained, given up, redriven and discarded: at the
 * first and at the last reach of every failpoint on that way. Death is an error that nothing
 * catches, so that the transaction is rolled back as it is by the database when a process is gone;
 * a new replica reads everything again and goes on with the step that was not finished.
 */
class PutAsideIT {

  /** With connections to keep: some thousand transactions are begun here. */
  private static final HikariDataSource DATABASE = new HikariDataSource();

  private static final Signature ANNA = new Signature("anna", "the defect is mended");
  private static final Duration SOON = Duration.ofSeconds(30);

  private static final ParkingSettings PATIENT =
      new ParkingSettings(List.of(Duration.ofMillis(1)), 100, Set.of(), Set.of());

  private static Map<Failpoint, Integer> reaches = Map.of();

  private final JdbcTemplate jdbc = new JdbcTemplate(DATABASE);
  private final UUID order = TestEvents.newId();
  private final String user = "user-" + order;
  private final String other = "other-" + order;

  @BeforeAll
  static void countReaches() {
    DATABASE.setDataSource(TestDatabase.of("payment-service"));
    try (Deaths none = Deaths.none()) {
      new PutAsideIT().live(none);
      reaches = none.reaches();
    }
  }

  @AfterAll
  static void close() {
    DATABASE.close();
  }

  @AfterEach
  void leaveNothingParked() {
    jdbc.update("DELETE FROM parked_event");
  }

  @Test
  void passesEveryFailpointOfBatchDrainerAndDesk() {
    assertThat(reaches.keySet())
        .hasSizeGreaterThanOrEqualTo(20)
        .contains(Failpoint.EVENTS_PARKED, Failpoint.GIVEN_UP, Failpoint.LETTERS_COMMITTED)
        .containsAll(EnumSet.range(Failpoint.PARKED_FOUND, Failpoint.LETTERS_COMMITTED));
  }

  @Test
  void losesNothingAndDoesNothingTwiceWhereverItDies() {
    for (Map.Entry<Failpoint, Integer> point : reaches.entrySet()) {
      for (int reach : new TreeSet<>(List.of(1, point.getValue()))) {
        String where = point.getKey() + ", reach " + reach;
        PutAsideIT life = new PutAsideIT();
        try (Deaths deaths = Deaths.at(point.getKey(), reach)) {
          life.live(deaths);
          assertThat(deaths.happened()).as(where).isTrue();
        }
        life.assertAllIsDoneOnce(where);
      }
    }
  }

  /**
   * One user's event fails for now, others are behind it; some can never be processed as they are.
   */
  private void live(Deaths deaths) {
    TestPartition partition = new TestPartition();
    partition.append(captured(order, user, "flaky"));
    partition.append(captured(order, user, "behind"));
    partition.appendGarbage(user);
    partition.append(captured(TestEvents.newId(), other, TallyHandler.UNSTORABLE));
    Lives lives = new Lives(() -> new TestReplica(DATABASE, partition, PATIENT), deaths);

    lives.step(replica -> replica.handler.failing.add("flaky"), TestReplica::poll);
    lives.step(replica -> replica.handler.failing.add("flaky"), this::drainOnce);
    lives.step(this::drain);
    partition.mend(2, captured(order, user, "mended"));
    lives.step(replica -> replica.desk.redrive(letters(user), ANNA));
    lives.step(this::drain);
    lives.step(replica -> replica.desk.discard(letters(other), ANNA));
  }

  private void drainOnce(TestReplica replica) {
    await()
        .pollInterval(Duration.ofMillis(1))
        .pollInSameThread()
        .atMost(SOON)
        .until(replica.drainer::drain);
  }

  private void drain(TestReplica replica) {
    await()
        .pollInterval(Duration.ofMillis(1))
        .pollInSameThread()
        .atMost(SOON)
        .until(() -> !replica.drainer.drain() && count("parked_event", user) == 0);
  }

  private void assertAllIsDoneOnce(String where) {
    assertThat(
            jdbc.queryForObject("SELECT count FROM tally WHERE order_id = ?", Integer.class, order))
        .as(where + ": effects")
        .isEqualTo(3);
    assertThat(offsetsApplied()).as(where + ": order").containsExactly(0L, 1L, 2L);
    assertThat(published(user, "shipping.events")).as(where + ": what follows").isEqualTo(3);
    assertThat(published(user, "shipping-service.dlq")).as(where + ": copies").isEqualTo(1);
    assertThat(published(other, "shipping-service.dlq")).as(where + ": copies").isEqualTo(1);
    assertThat(resolutionOf(user)).as(where).containsExactly("REDRIVEN");
    assertThat(resolutionOf(other)).as(where).containsExactly("DISCARDED");
    assertThat(acts()).as(where + ": acts").containsExactly("REDRIVE", "DISCARD");
    assertThat(count("parked_event", user)).as(where + ": parked").isZero();
  }

  /** Of this test's partition, as the journal has them. */
  private List<Long> offsetsApplied() {
    return jdbc.queryForList(
        """
        SELECT e.record_offset
        FROM applied_batch, unnest(partitions, offsets) WITH ORDINALITY
          AS e(record_partition, record_offset, place)
        WHERE e.record_partition = (
          SELECT record_partition FROM dead_letter WHERE record_key = ?)
        ORDER BY apply_seq, place
        """,
        Long.class,
        (Object) user.getBytes());
  }

  private int published(String key, String topic) {
    return jdbc.queryForObject(
        "SELECT count(*) FROM outbox WHERE record_key = ? AND topic = ?",
        Integer.class,
        key.getBytes(),
        topic);
  }

  private int count(String table, String key) {
    return jdbc.queryForObject(
        "SELECT count(*) FROM " + table + " WHERE record_key = ?", Integer.class, key.getBytes());
  }

  private List<UUID> letters(String key) {
    return jdbc.queryForList(
        "SELECT dead_letter_id FROM dead_letter WHERE record_key = ?",
        UUID.class,
        (Object) key.getBytes());
  }

  private List<String> resolutionOf(String key) {
    return jdbc.queryForList(
        "SELECT resolution FROM dead_letter WHERE record_key = ?",
        String.class,
        (Object) key.getBytes());
  }

  private List<String> acts() {
    return jdbc.queryForList(
        "SELECT act FROM dead_letter_act JOIN dead_letter USING (dead_letter_id)"
            + " WHERE record_key IN (?, ?) ORDER BY act_id",
        String.class,
        user.getBytes(),
        other.getBytes());
  }
}
