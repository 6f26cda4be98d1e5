package dev.streamflow.engine.consumer;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.f4b6a3.uuid.factory.standard.TimeOrderedEpochFactory;
import dev.streamflow.localstack.LocalStack;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The inbox over simulated days, in a real database. */
class InboxPartitionsIT {

  private static final InboxSettings SETTINGS = new InboxSettings(Duration.ofDays(14), 3);

  private final JdbcTemplate jdbc =
      new JdbcTemplate(LocalStack.shared().databaseOf("inventory-service"));
  private final SettableClock clock = new SettableClock(Instant.parse("2026-11-22T10:00:00Z"));
  private InboxPartitions partitions;

  @BeforeEach
  void migrate() {
    Flyway.configure()
        .dataSource(jdbc.getDataSource())
        .locations("classpath:db/engine")
        .load()
        .migrate();
    partitions =
        new InboxPartitions(
            jdbc,
            new TransactionTemplate(new DataSourceTransactionManager(jdbc.getDataSource())),
            SETTINGS,
            clock);
  }

  @Test
  void makesPartitionsAheadAndDropsOldOnes() {
    // Given
    partitions.maintain();
    UUID today = idAt(clock.instant());
    jdbc.update("INSERT INTO inbox VALUES (?)", today);

    // When: thirteen days later the id is still known
    clock.now = clock.now.plus(Duration.ofDays(13));
    partitions.maintain();

    // Then
    assertThat(known(today)).isTrue();
    assertThat(names())
        .contains("inbox_20261122", "inbox_20261208")
        .doesNotContain("inbox_20261120");
    assertThat(names()).hasSize(14 + 1 + 3);

    // When: two more days
    clock.now = clock.now.plus(Duration.ofDays(2));
    partitions.maintain();

    // Then
    assertThat(known(today)).isFalse();
    assertThat(names()).doesNotContain("inbox_20261122");
  }

  @Test
  void refusesIdsThatItCouldNotRememberLongEnough() {
    assertThat(partitions.refusalOf(idAt(clock.now))).isNull();
    assertThat(partitions.refusalOf(idAt(clock.now.minus(Duration.ofDays(13))))).isNull();
    assertThat(partitions.refusalOf(idAt(clock.now.plus(Duration.ofHours(23))))).isNull();
    assertThat(partitions.refusalOf(idAt(clock.now.minus(Duration.ofDays(14)))))
        .contains("is 14 days old, the inbox remembers 14");
    assertThat(partitions.refusalOf(idAt(clock.now.plus(Duration.ofHours(25)))))
        .contains("more than a day ahead");
    assertThat(partitions.refusalOf(UUID.randomUUID())).contains("is no UUIDv7");
  }

  @Test
  void hasAPartitionForEveryIdThatIsNotRefused() {
    partitions.maintain();
    for (int hours = -13 * 24; hours <= 24; hours += 6) {
      UUID id = idAt(clock.now.plus(Duration.ofHours(hours)));
      assertThat(partitions.refusalOf(id)).isNull();
      assertThat(jdbc.update("INSERT INTO inbox VALUES (?)", id)).isEqualTo(1);
    }
  }

  private boolean known(UUID id) {
    return !jdbc.queryForList("SELECT 1 FROM inbox WHERE event_id = ?", id).isEmpty();
  }

  private List<String> names() {
    return jdbc.queryForList(
        "SELECT inhrelid::regclass::text FROM pg_inherits WHERE inhparent = 'inbox'::regclass"
            + " AND inhrelid::regclass::text NOT LIKE '%pkey'",
        String.class);
  }

  private static UUID idAt(Instant instant) {
    return new TimeOrderedEpochFactory(Clock.fixed(instant, ZoneOffset.UTC)).create();
  }

  private static final class SettableClock extends Clock {

    private Instant now;

    SettableClock(Instant now) {
      this.now = now;
    }

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }
}
