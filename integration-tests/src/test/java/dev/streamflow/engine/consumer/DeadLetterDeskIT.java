package dev.streamflow.engine.consumer;

import static dev.streamflow.engine.TestEvents.captured;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.streamflow.engine.TestDatabase;
import dev.streamflow.engine.TestEvents;
import dev.streamflow.engine.consumer.DeadLetterDesk.Signature;
import dev.streamflow.events.PaymentCaptured;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

/** What an operator does with dead letters. */
class DeadLetterDeskIT {

  private static final DataSource DATABASE = TestDatabase.of("payment-service");
  private static final Signature ANNA = new Signature("anna", "the defect is mended");

  private final JdbcTemplate jdbc = new JdbcTemplate(DATABASE);
  private final UUID order = TestEvents.newId();
  private final String user = "user-" + order;
  private final TestPartition partition = new TestPartition();
  private final TestReplica replica = new TestReplica(DATABASE, partition);

  /** Nobody else could read it: what it stands for is in this test's memory. */
  @AfterEach
  void leaveNothingParked() {
    jdbc.update("DELETE FROM parked_event");
  }

  @Test
  void triesALetterAgainAndOnlyOnce() {
    // Given
    giveUpOn("bad");

    // When
    List<UUID> letters = letters();
    assertThat(replica.desk.redrive(letters, ANNA)).isOne();
    assertThat(replica.desk.redrive(letters, ANNA)).isZero();
    drainUntilEmpty();

    // Then
    assertThat(partition.appliedIn(jdbc)).containsExactly(0L);
    assertThat(resolutions()).containsExactly("REDRIVEN");
    assertThat(acts())
        .singleElement()
        .satisfies(
            act ->
                assertThat(act)
                    .containsEntry("act", "REDRIVE")
                    .containsEntry("acted_by", "anna")
                    .containsEntry("reason", "the defect is mended"));
  }

  @Test
  void keepsTheOrderOfAKeyWhateverTheOrderOfTheLetters() {
    // Given
    int count = 1_000;
    IntStream.range(0, count).forEach(i -> partition.appendGarbage(user));
    replica.poll();
    List<UUID> letters = new ArrayList<>(letters());
    assertThat(letters).hasSize(count);
    Collections.shuffle(letters);
    IntStream.range(0, count).forEach(i -> partition.mend(i, captured(order, user, "mended")));

    // When
    replica.desk.redrive(letters.subList(0, 500), ANNA);
    replica.desk.redrive(letters, ANNA);
    drainUntilEmpty();

    // Then
    List<Long> applied = partition.appliedIn(jdbc);
    assertThat(applied).hasSize(count).isSorted();
  }

  @Test
  void goesBeforeWhatIsParkedOfItsKey() {
    // Given
    giveUpOn("bad");
    replica.handler.failing.add("flaky");
    append("flaky");
    append("behind");
    replica.poll();

    // When
    replica.desk.redrive(letters(), ANNA);
    replica.handler.failing.clear();
    drainUntilEmpty();

    // Then
    assertThat(partition.appliedIn(jdbc)).containsExactly(0L, 1L, 2L);
  }

  @Test
  void isOpenAgainIfItFailsAgain() {
    // Given
    giveUpOn("bad");
    replica.handler.failing.add("bad");

    // When
    replica.desk.redrive(letters(), ANNA);
    drainUntilEmpty();

    // Then
    assertThat(resolutions()).containsExactly((String) null);
    assertThat(rows().getFirst()).containsEntry("attempts", 6);

    // When
    replica.handler.failing.clear();
    replica.desk.redrive(letters(), ANNA);
    drainUntilEmpty();

    // Then
    assertThat(partition.appliedIn(jdbc)).containsExactly(0L);
  }

  @Test
  void staysResolvedIfItsRecordIsReadAgain() {
    // Given
    partition.appendGarbage(user);
    replica.poll();
    replica.desk.discard(letters(), ANNA);

    // When: the group begins anew
    new TestReplica(DATABASE, partition).poll();

    // Then
    assertThat(resolutions()).containsExactly("DISCARDED");
    assertThat(replica.desk.redrive(letters(), ANNA)).isZero();
  }

  @Test
  void appliesWhatCanBeReadNowUnlessItIsADuplicate() {
    // Given: two records that nobody could read, of two events, one of which came another way
    partition.appendGarbage(user);
    partition.appendGarbage(user);
    replica.poll();
    assertThat(letters()).hasSize(2);
    partition.mend(0, captured(order, user, "first"));
    partition.mend(1, captured(order, user, "second"));
    partition.appendCopyOf(1);
    replica.poll();

    // When
    replica.desk.redrive(letters(), ANNA);
    drainUntilEmpty();

    // Then
    assertThat(partition.appliedIn(jdbc)).containsExactly(2L, 0L);
  }

  @Test
  void appliesAnEventOnceOfWhichTwoRecordsWereDeadLetters() {
    // Given
    partition.appendGarbage(user);
    partition.appendGarbage(user);
    replica.poll();
    PaymentCaptured event = captured(order, user, "once");
    partition.mend(0, event);
    partition.mend(1, event);

    // When
    replica.desk.redrive(letters(), ANNA);
    drainUntilEmpty();

    // Then
    assertThat(partition.appliedIn(jdbc)).containsExactly(0L);
  }

  @Test
  void doesNotTakeWhatFailsForNowForADuplicate() {
    // Given: what nobody could read is an event that fails, and another one is behind it
    partition.appendGarbage(user);
    partition.appendGarbage(user);
    replica.poll();
    partition.mend(0, captured(order, user, "bad"));
    partition.mend(1, captured(order, user, "behind"));
    replica.handler.failing.add("bad");

    // When: it fails, is given up, and is redriven once more
    replica.desk.redrive(letters(), ANNA);
    drainUntilEmpty();
    replica.handler.failing.clear();
    replica.desk.redrive(letters(), ANNA);
    drainUntilEmpty();

    // Then
    assertThat(partition.appliedIn(jdbc)).containsExactly(1L, 0L);
  }

  @Test
  void triesAnotherEventInALettersPlace() {
    // Given
    partition.appendGarbage(user);
    append("behind");
    replica.poll();
    UUID letter = letters().getFirst();
    PaymentCaptured event = captured(order, user, "corrected");

    // When
    assertThat(replica.desk.edit(letter, jsonOf(event), null, ANNA, true)).isOne();
    assertThat(resolutions()).containsExactly((String) null);
    assertThat(edit(letter, jsonOf(event))).isOne();
    assertThat(edit(letter, jsonOf(event))).isZero();
    drainUntilEmpty();

    // Then
    assertThat(partition.appliedIn(jdbc)).containsExactly(1L, 0L);
    DeadLetterDetails details = replica.finder.find(letter).orElseThrow();
    assertThat(details.event()).contains("corrected");
    assertThat(details.headers()).contains("ce_id: " + event.getEventId());
    assertThat(details.acts())
        .singleElement()
        .satisfies(
            act -> {
              assertThat(act.act()).isEqualTo("EDIT");
              assertThat(act.replacedHex()).isEqualTo("00000000");
            });
  }

  @Test
  void triesAnotherEventAgainIfThatFailsToo() {
    // Given: an event that failed has been corrected under its own id, and fails still
    giveUpOn("bad");
    String bad = jsonOf(partition.eventAt(0));
    replica.handler.failing.add("worse");
    edit(letters().getFirst(), bad.replace("\"bad\"", "\"worse\""));
    drainUntilEmpty();
    assertThat(resolutions()).containsExactly((String) null);

    // When
    edit(letters().getFirst(), bad.replace("\"bad\"", "\"good\""));
    drainUntilEmpty();

    // Then
    assertThat(partition.appliedIn(jdbc)).containsExactly(0L);
  }

  @Test
  void refusesAnEventThatCouldNotBeProcessed() {
    // Given
    partition.appendGarbage(user);
    replica.poll();
    UUID letter = letters().getFirst();
    PaymentCaptured event = captured(order, user, "corrected");
    String json = jsonOf(event);
    String itsType = PaymentCaptured.class.getName();
    String random = json.replace(event.getEventId().toString(), UUID.randomUUID().toString());

    // Then
    assertRefused(letter, "no JSON", itsType, "this is no PaymentCaptured");
    assertRefused(letter, json.replace("\"country\"", "\"land\""), itsType, "country");
    assertRefused(letter, json.replace("500", "\"many\""), itsType, "this is no PaymentCaptured");
    assertRefused(letter, json, "dev.streamflow.events.Nothing", "reads no");
    assertRefused(letter, random, itsType, "UUIDv7");
    assertThat(resolutions()).containsExactly((String) null);
    assertThat(acts()).isEmpty();
  }

  private int edit(UUID letter, String json) {
    return replica.desk.edit(letter, json, null, ANNA, false);
  }

  private void assertRefused(UUID letter, String json, String type, String message) {
    assertThatThrownBy(() -> replica.desk.edit(letter, json, type, ANNA, false))
        .isInstanceOf(InvalidCorrection.class)
        .hasMessageContaining(message);
  }

  private static String jsonOf(SpecificRecord event) {
    try {
      return DeadLetterDetails.jsonOf(event);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void showsLettersInGroupsAndOneWithAllThatIsKnown() {
    // Given
    giveUpOn("bad");
    partition.appendGarbage(user);
    replica.poll();
    List<UUID> letters = letters();
    replica.desk.discard(letters.subList(1, 2), ANNA);

    // Then
    assertThat(replica.finder.groups())
        .anySatisfy(
            group -> {
              assertThat(group.cause()).isEqualTo(IllegalStateException.class.getName());
              assertThat(group.count()).isPositive();
            });
    assertThat(
            replica.finder.lettersOf(
                IllegalStateException.class.getName(), partition.id.topic(), null, 9))
        .extracting(DeadLetterFinder.Entry::id)
        .contains(letters.getFirst());
    DeadLetterDetails bad = replica.finder.find(letters.getFirst()).orElseThrow();
    assertThat(bad.event()).contains(order.toString(), "\"bad\"");
    assertThat(bad.headers()).anyMatch(header -> header.startsWith("ce_type: "));
    assertThat(bad.resolution()).isNull();
    DeadLetterDetails garbage = replica.finder.find(letters.getLast()).orElseThrow();
    assertThat(garbage.event()).isNull();
    assertThat(garbage.valueHex()).isEqualTo("00000001");
    assertThat(garbage.resolution()).isEqualTo("DISCARDED");
    assertThat(garbage.acts()).singleElement().extracting("by").isEqualTo("anna");
    assertThat(replica.finder.find(order)).isEmpty();
  }

  @Test
  void asksWhoActsAndWhy() {
    assertThatThrownBy(() -> new Signature(" ", "because"))
        .hasMessage("say who acts (by) and why (reason)");
  }

  /** Lets events fail until they are dead letters, and then work. */
  private void giveUpOn(String... words) {
    for (String word : words) {
      replica.handler.failing.add(word);
      append(word);
    }
    replica.poll();
    drainUntilEmpty();
    assertThat(letters()).hasSize(words.length);
    replica.handler.failing.clear();
  }

  private void append(String word) {
    partition.append(captured(order, user, word));
  }

  private void drainUntilEmpty() {
    await()
        .pollInterval(Duration.ofMillis(1))
        .atMost(Duration.ofSeconds(60))
        .until(() -> !replica.drainer.drain() && parked() == 0);
  }

  private int parked() {
    return jdbc.queryForObject(
        "SELECT count(*) FROM parked_event WHERE record_key = ?", Integer.class, user.getBytes());
  }

  private List<Map<String, Object>> rows() {
    return jdbc.queryForList(
        "SELECT * FROM dead_letter WHERE record_key = ? ORDER BY record_offset", user.getBytes());
  }

  private List<UUID> letters() {
    return rows().stream().map(row -> (UUID) row.get("dead_letter_id")).toList();
  }

  private List<String> resolutions() {
    return rows().stream().map(row -> (String) row.get("resolution")).toList();
  }

  private List<Map<String, Object>> acts() {
    return jdbc.queryForList(
        "SELECT a.* FROM dead_letter_act AS a JOIN dead_letter USING (dead_letter_id)"
            + " WHERE record_key = ?",
        (Object) user.getBytes());
  }
}
