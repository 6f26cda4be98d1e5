package dev.streamflow.engine.faults;

import static dev.streamflow.engine.faults.Doors.SERVICE;
import static dev.streamflow.engine.faults.Doors.SOON;
import static dev.streamflow.engine.faults.Doors.STACK;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.streamflow.engine.KafkaProbe;
import dev.streamflow.engine.TallyCalls;
import dev.streamflow.engine.TallyHandler;
import dev.streamflow.engine.TestEvents;
import dev.streamflow.events.PaymentCaptured;
import dev.streamflow.events.ShipmentScheduled;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * What happens to one order, event by event, and the proof that each event had its effect once and
 * in order. Looks at the servers directly, whatever stands between them and the engine.
 */
final class Traffic {

  private static final KafkaProbe KAFKA = KafkaProbe.of(STACK);
  private static final JdbcTemplate DATABASE = new JdbcTemplate(STACK.databaseOf(SERVICE));

  final UUID order = TestEvents.newId();
  private final String user;
  private final List<PaymentCaptured> published = new ArrayList<>();
  private int garbage;

  Traffic() {
    this("user-" + UUID.randomUUID());
  }

  private Traffic(String user) {
    this.user = user;
  }

  /** Another order of the same user: its events are in the same partition. */
  Traffic ofSameUser() {
    return new Traffic(user);
  }

  /** Publishes so many more events. */
  Traffic publish(int count) {
    for (int i = 0; i < count; i++) {
      publish(Integer.toString(published.size()));
    }
    return this;
  }

  /** Publishes an event that makes the service call another system, whose answer counts as well. */
  Traffic publishCall() {
    return publish(TallyHandler.CALL);
  }

  private Traffic publish(String word) {
    PaymentCaptured event = TestEvents.captured(order, user, word);
    published.add(event);
    KAFKA.publish("payment.events", event);
    return this;
  }

  /** Publishes bytes that carry the schema's id and no event. */
  Traffic publishGarbage() {
    KAFKA.publishGarbage("payment.events", TestEvents.captured(order, user, "garbage"));
    garbage++;
    return this;
  }

  /** Publishes all events once more. */
  Traffic repeat() {
    published.forEach(event -> KAFKA.publish("payment.events", event));
    return this;
  }

  /** Waits until all events are applied, and requires that nothing else has happened. */
  void requireAppliedOnceAndInOrder() {
    await().atMost(SOON).untilAsserted(() -> assertThat(applied()).isEqualTo(idsOfPublished()));
    KAFKA.awaitNoLag(SERVICE);
    await().atMost(SOON).until(() -> rows("call") == 0);
    assertThat(applied()).isEqualTo(idsOfPublished());
    assertThat(DATABASE.queryForMap("SELECT count, last FROM tally WHERE order_id = ?", order))
        .containsEntry("count", published.size() + calls())
        .containsEntry("last", lastWord());
    assertThat(rows("dead_letter WHERE record_key = ?", user.getBytes(UTF_8))).isEqualTo(garbage);
    await().atMost(SOON).until(() -> rows("outbox") == 0);
    assertThat(idsOfFollowUps()).hasSize(published.size()).isSorted();
  }

  /** The ids of this user's events in the order in which they were applied, each time. */
  private List<UUID> applied() {
    return DATABASE.queryForList(
        """
        SELECT e.id FROM applied_batch, unnest(event_ids) WITH ORDINALITY AS e(id, place)
        WHERE e.id = ANY (?) ORDER BY apply_seq, place
        """,
        UUID.class,
        (Object) idsOfPublished().toArray(UUID[]::new));
  }

  private int calls() {
    return (int) published.stream().filter(Traffic::isCall).count();
  }

  private String lastWord() {
    PaymentCaptured last = published.getLast();
    return isCall(last) ? TallyCalls.ANSWER : last.getChargeId();
  }

  private static boolean isCall(PaymentCaptured event) {
    return event.getChargeId().equals(TallyHandler.CALL);
  }

  private List<UUID> idsOfPublished() {
    return published.stream().map(PaymentCaptured::getEventId).toList();
  }

  /** A relay that dies between publishing and forgetting publishes again: the id stays the same. */
  private List<UUID> idsOfFollowUps() {
    return KAFKA.all("shipping.events", user).stream()
        .map(record -> (ShipmentScheduled) KAFKA.decode(record))
        .filter(event -> event.getOrderId().equals(order))
        .map(ShipmentScheduled::getEventId)
        .distinct()
        .toList();
  }

  private static long rows(String what, Object... arguments) {
    return DATABASE.queryForObject("SELECT count(*) FROM " + what, Long.class, arguments);
  }
}
