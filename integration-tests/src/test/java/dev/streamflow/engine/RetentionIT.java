package dev.streamflow.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.f4b6a3.uuid.factory.standard.TimeOrderedEpochFactory;
import dev.streamflow.engine.consumer.InboxPartitions;
import dev.streamflow.engine.transaction.CallTable;
import dev.streamflow.events.OrderCancelled;
import dev.streamflow.localstack.LocalStack;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.JdbcTemplate;

/** A service that works on for weeks, on simulated days that lie in the past. */
class RetentionIT {

  private static final String SERVICE = "payment-service";
  private static final String TOPIC = "order.events";
  private static final Duration DAY = Duration.ofDays(1);
  private static final int RETENTION_DAYS = 2;
  private static final int DAYS = 15;
  private static final int EVENTS_PER_DAY = 5;
  private static final Duration SOON = Duration.ofSeconds(30);
  private static final SettableClock CLOCK =
      new SettableClock(Instant.now().truncatedTo(ChronoUnit.HOURS).minus(Duration.ofDays(60)));

  private final KafkaProbe kafka = KafkaProbe.of(LocalStack.shared());
  private RunningReplica replica;
  private JdbcTemplate jdbc;

  @BeforeEach
  void startOnAnEmptyDatabase() {
    JdbcTemplate database = new JdbcTemplate(TestDatabase.of(SERVICE));
    TestDatabase.dropInboxPartitions(database);
    database.execute("TRUNCATE applied_batch, outbox, call, parked_event, dead_letter CASCADE");
    kafka.skipToEnd(SERVICE, TOPIC);
    replica =
        RunningReplica.of(
            SERVICE,
            Map.of(
                "streamflow.inbox.retention",
                RETENTION_DAYS + "d",
                "streamflow.inbox.days-ahead",
                1,
                "streamflow.consumer.window",
                "0ms"),
            SimulatedTime.class);
    jdbc = replica.jdbc();
  }

  @AfterEach
  void stop() {
    replica.close();
  }

  @Test
  void keepsItsTablesSmallAndItsPromises() {
    // Given
    OrderCancelled first = cancelledNow();
    kafka.publish(TOPIC, first);
    await().atMost(SOON).until(() -> tallied(first) == 1);

    // When
    for (int day = 0; day < DAYS; day++) {
      workForADay();
      CLOCK.pass(DAY);
      replica.get(InboxPartitions.class).maintain();
    }

    // Then
    int days = RETENTION_DAYS + 1;
    assertThat(rows("pg_inherits WHERE inhparent = 'inbox'::regclass")).isEqualTo(days + 1);
    assertThat(rows("inbox")).isPositive().isLessThanOrEqualTo(days * EVENTS_PER_DAY);
    assertThat(rows("applied_batch")).isPositive().isLessThanOrEqualTo(days * EVENTS_PER_DAY);
    assertThat(rows("outbox") + rows("call") + rows("dead_letter")).isZero();

    // When: an event comes again that nobody remembers, and one from the future
    kafka.publish(TOPIC, first);
    OrderCancelled early = cancelledAt(CLOCK.instant().plus(DAY.multipliedBy(2)));
    kafka.publish(TOPIC, early);

    // Then
    assertThat(causeOfTheDeadLetterOf(first)).contains("is 15 days old, and the inbox may have");
    assertThat(causeOfTheDeadLetterOf(early)).contains("lies more than a day ahead");
    assertThat(tallied(first)).isEqualTo(1);
    assertThat(tallied(early)).isZero();
  }

  private void workForADay() {
    List<OrderCancelled> events =
        Stream.generate(this::cancelledNow).limit(EVENTS_PER_DAY).toList();
    events.forEach(event -> kafka.publish(TOPIC, event));
    UUID order = UUID.randomUUID();
    replica.inTransaction(
        () -> {
          replica
              .get(Outbox.class)
              .append(List.of(new TracedEvent(TestEvents.captured(order, "user", "charge"), null)));
          replica
              .get(CallTable.class)
              .add(List.of(new Call("ask:" + order, order, "user", "how many?")));
        });
    await()
        .atMost(SOON)
        .pollInterval(Duration.ofMillis(20))
        .until(() -> isQuiet() && events.stream().allMatch(event -> tallied(event) == 1));
    dateTheJournalBack();
  }

  private boolean isQuiet() {
    return rows("outbox") + rows("call") == 0;
  }

  /** The database's clock cannot be set: what it says was written today was written on this day. */
  private void dateTheJournalBack() {
    jdbc.update(
        "UPDATE applied_batch SET applied_at = ? WHERE applied_at > ?",
        CLOCK.instant().atOffset(ZoneOffset.UTC),
        CLOCK.instant().plus(DAY).atOffset(ZoneOffset.UTC));
  }

  private OrderCancelled cancelledNow() {
    return cancelledAt(CLOCK.instant());
  }

  private static OrderCancelled cancelledAt(Instant time) {
    UUID id = new TimeOrderedEpochFactory(Clock.fixed(time, ZoneOffset.UTC)).create();
    return OrderCancelled.newBuilder(TestEvents.cancelled(id, "user-" + id)).setEventId(id).build();
  }

  private int tallied(OrderCancelled event) {
    return jdbc
        .queryForList(
            "SELECT count FROM tally WHERE order_id = ?", Integer.class, event.getOrderId())
        .stream()
        .findFirst()
        .orElse(0);
  }

  private String causeOfTheDeadLetterOf(OrderCancelled event) {
    List<String> causes = new ArrayList<>();
    await()
        .atMost(SOON)
        .until(
            () ->
                causes.addAll(
                    jdbc.queryForList(
                        "SELECT cause_message FROM dead_letter WHERE record_key = ?",
                        String.class,
                        event.getUserId().getBytes())));
    return causes.getFirst();
  }

  private int rows(String table) {
    return jdbc.queryForObject("SELECT count(*) FROM " + table, Integer.class);
  }

  static class SimulatedTime {

    @Bean
    Clock clock() {
      return CLOCK;
    }
  }
}
