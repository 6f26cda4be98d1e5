package dev.streamflow.engine.consumer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.f4b6a3.uuid.factory.standard.TimeOrderedEpochFactory;
import dev.streamflow.engine.Input;
import dev.streamflow.engine.SettableClock;
import dev.streamflow.engine.TestDatabase;
import dev.streamflow.engine.TestEvents;
import dev.streamflow.engine.transaction.Fault;
import dev.streamflow.engine.transaction.PostgresFailures;
import dev.streamflow.events.PaymentCaptured;
import dev.streamflow.localstack.HeldLock;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The inbox over simulated days, in a real database. They lie in the past, as its clock says. */
class InboxPartitionsIT {

  private static final InboxSettings SETTINGS = new InboxSettings(Duration.ofDays(14), 3);
  private static final Duration DAY = Duration.ofDays(1);
  private static final Instant LONG_AGO =
      Instant.now().truncatedTo(ChronoUnit.HOURS).minus(Duration.ofDays(60));

  private final JdbcTemplate jdbc = new JdbcTemplate(TestDatabase.of("inventory-service"));
  private final TransactionTemplate transaction =
      new TransactionTemplate(new DataSourceTransactionManager(jdbc.getDataSource()));
  private final SettableClock clock = new SettableClock(LONG_AGO);
  private final InboxPartitions partitions = partitionsBy(clock);

  private InboxPartitions partitionsBy(Clock time) {
    return new InboxPartitions(jdbc, transaction, SETTINGS, time);
  }

  @BeforeEach
  void beginWithAnEmptyInbox() {
    jdbc.setExceptionTranslator(new PostgresFailures());
    TestDatabase.dropInboxPartitions(jdbc);
    partitions.maintain();
  }

  @Test
  void makesPartitionsAheadAndDropsOldOnes() {
    // Given
    UUID today = idAt(clock.instant());
    assertThat(isNew(today)).isTrue();

    // When: fourteen days later the id is still known
    clock.pass(DAY.multipliedBy(14));
    partitions.maintain();

    // Then
    assertThat(isNew(today)).isFalse();
    assertThat(names()).hasSize(14 + 1 + 3).startsWith(name(-14)).endsWith(name(3));

    // When: one more day
    clock.pass(DAY);
    partitions.maintain();

    // Then
    assertThat(names()).hasSize(14 + 1 + 3).startsWith(name(-14)).endsWith(name(3));
  }

  @Test
  void refusesIdsThatItCouldNotRememberLongEnough() {
    assertThat(partitions.refusalOf(idAt(clock.instant()))).isNull();
    assertThat(partitions.refusalOf(idAt(clock.instant().minus(DAY.multipliedBy(13))))).isNull();
    assertThat(partitions.refusalOf(idAt(clock.instant().plus(Duration.ofHours(23))))).isNull();
    assertThat(partitions.refusalOf(idAt(clock.instant().minus(DAY.multipliedBy(14)))))
        .contains("is 14 days old, and the inbox may have forgotten what is older than 13");
    assertThat(partitions.refusalOf(idAt(clock.instant().plus(Duration.ofHours(25)))))
        .contains("more than a day ahead");
    assertThat(partitions.refusalOf(UUID.randomUUID())).contains("is no UUIDv7");
    UUID ofAnotherVariant = new UUID(idAt(clock.instant()).getMostSignificantBits(), 0);
    assertThat(partitions.refusalOf(ofAnotherVariant)).contains("is no UUIDv7");
  }

  @Test
  void hasAPartitionForEveryIdThatIsNotRefused() {
    for (int hours = -13 * 24; hours <= 24; hours += 6) {
      UUID id = idAt(clock.instant().plus(Duration.ofHours(hours)));
      assertThat(partitions.refusalOf(id)).isNull();
      assertThat(isNew(id)).isTrue();
    }
  }

  @Test
  void makesPartitionsWithoutWaitingForConsumers() {
    clock.pass(DAY);
    try (HeldLock _ = consumerInTheMiddleOfABatch()) {
      // When: the session gives up at once if it has to wait
      transaction.executeWithoutResult(
          _ -> {
            jdbc.execute("SET LOCAL lock_timeout = 1");
            partitions.make();
          });

      // Then
      assertThat(names()).contains(name(3));
    }
  }

  @Test
  void letsConsumersPassWhileADropWaitsForALongTransaction() {
    // Given: a partition is too old, and somebody reads the inbox for a long time
    clock.pass(DAY);
    try (HeldLock _ = HeldLock.by(jdbc.getDataSource(), "SELECT count(*) FROM inbox")) {
      // When
      CompletableFuture<Void> housekeeping = CompletableFuture.runAsync(partitions::maintain);

      // Then: neither consumers nor housekeeping wait for its end
      do {
        assertThat(isNew(idAt(clock.instant()))).isTrue();
      } while (!housekeeping.isDone());
      assertThat(housekeeping).isCompleted();
      assertThat(names()).contains(name(-15));
    }

    // When: the transaction has ended
    partitions.maintain();

    // Then
    assertThat(names()).doesNotContain(name(-15));
  }

  @Test
  void waitsWithAnIdWhosePartitionIsNotMadeYet() {
    // Given: the machine was asleep for a week, housekeeping has not run since
    clock.pass(DAY.multipliedBy(7));
    UUID id = idAt(clock.instant());
    assertThat(partitions.refusalOf(id)).isNull();

    // When
    assertThatThrownBy(() -> isNew(id))
        .satisfies(failure -> assertThat(Fault.of(failure)).isEqualTo(Fault.OF_THE_INFRASTRUCTURE));
    partitions.maintain();

    // Then
    assertThat(isNew(id)).isTrue();
  }

  @Test
  void forgetsNothingBecauseItsClockRunsAhead() {
    // Given: a partition for what happens in fact
    InboxPartitions right = partitionsBy(Clock.systemUTC());
    right.maintain();
    UUID id = idAt(Instant.now());
    assertThat(isNew(id)).isTrue();

    // When
    partitionsBy(Clock.offset(Clock.systemUTC(), DAY.multipliedBy(30))).maintain();

    // Then
    assertThat(isNew(id)).isFalse();
    assertThat(right.refusalOf(id)).isNull();
  }

  @Test
  void makesNoDayAgainThatWasDropped() {
    // Given
    UUID forgotten = idAt(clock.instant().minus(DAY.multipliedBy(12)));
    clock.pass(DAY.multipliedBy(5));
    partitions.maintain();
    List<String> names = names();

    // When: another replica's clock runs behind
    InboxPartitions behind = partitionsBy(Clock.fixed(LONG_AGO, ZoneOffset.UTC));
    behind.maintain();

    // Then
    assertThat(names()).isEqualTo(names);
    assertThat(behind.refusalOf(forgotten)).contains("is older than the inbox, which begins on");
  }

  private HeldLock consumerInTheMiddleOfABatch() {
    return HeldLock.by(jdbc.getDataSource(), "INSERT INTO inbox VALUES (?)", idAt(clock.instant()));
  }

  /** What the pipeline asks of the inbox. */
  private boolean isNew(UUID eventId) {
    PaymentCaptured event =
        PaymentCaptured.newBuilder(TestEvents.captured(UUID.randomUUID(), "user", "charge"))
            .setEventId(eventId)
            .build();
    ConsumerRecord<byte[], byte[]> record =
        new ConsumerRecord<>("payment.events", 0, 0, new byte[0], new byte[0]);
    return !new Inbox(jdbc)
        .take(List.of(new ConsumedEvent(record, new Input.Event(event, null))))
        .isEmpty();
  }

  /** The names of the partitions, which sort by day. */
  private List<String> names() {
    return jdbc.queryForList(
        """
        SELECT inhrelid::regclass::text AS name FROM pg_inherits
        WHERE inhparent = 'inbox'::regclass ORDER BY name
        """,
        String.class);
  }

  /** The name of the partition of a day, counted from the clock's. */
  private String name(int daysFromNow) {
    return "inbox_"
        + LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC)
            .plusDays(daysFromNow)
            .format(DateTimeFormatter.BASIC_ISO_DATE);
  }

  private static UUID idAt(Instant instant) {
    return new TimeOrderedEpochFactory(Clock.fixed(instant, ZoneOffset.UTC)).create();
  }
}
