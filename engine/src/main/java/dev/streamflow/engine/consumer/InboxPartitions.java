package dev.streamflow.engine.consumer;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionOperations;

/**
 * The inbox by days. A partition holds the event ids of one day (UTC); partitions are made days
 * ahead and dropped when they are older than the retention, which is longer than that of the
 * topics: so whatever Kafka can still deliver finds its row.
 */
public final class InboxPartitions {

  private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyyyMMdd");
  private static final String PREFIX = "inbox_";

  private final JdbcTemplate jdbc;
  private final TransactionOperations transaction;
  private final InboxSettings settings;
  private final Clock clock;

  public InboxPartitions(
      JdbcTemplate jdbc, TransactionOperations transaction, InboxSettings settings, Clock clock) {
    this.jdbc = jdbc;
    this.transaction = transaction;
    this.settings = settings;
    this.clock = clock;
  }

  /**
   * Makes the partitions that are missing and drops those that are too old. Safe on all replicas.
   */
  public void maintain() {
    LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    LocalDate oldest = today.minusDays(settings.retention().toDays());
    transaction.executeWithoutResult(
        status -> {
          jdbc.queryForList("SELECT pg_advisory_xact_lock(hashtext('streamflow.inbox'))");
          for (LocalDate day = oldest;
              !day.isAfter(today.plusDays(settings.daysAhead()));
              day = day.plusDays(1)) {
            make(day);
          }
          dropBefore(oldest);
          jdbc.update(
              "DELETE FROM applied_batch WHERE applied_at < ?",
              oldest.atStartOfDay().atOffset(ZoneOffset.UTC));
        });
  }

  private void make(LocalDate day) {
    jdbc.execute(
        "CREATE TABLE IF NOT EXISTS %s PARTITION OF inbox FOR VALUES FROM ('%s') TO ('%s')"
            .formatted(PREFIX + day.format(DAY), firstIdOf(day), firstIdOf(day.plusDays(1))));
  }

  private void dropBefore(LocalDate oldest) {
    jdbc
        .queryForList(
            """
            SELECT child.relname FROM pg_inherits
            JOIN pg_class child ON child.oid = inhrelid
            WHERE inhparent = 'inbox'::regclass
            """,
            String.class)
        .stream()
        .filter(name -> LocalDate.parse(name.substring(PREFIX.length()), DAY).isBefore(oldest))
        .forEach(name -> jdbc.execute("DROP TABLE " + name));
  }

  /**
   * Why an event id can have no row in the inbox, or null if it can. An id that is too old may have
   * been processed and forgotten; one from the future, or one without a time, would never be
   * dropped.
   */
  public String refusalOf(UUID eventId) {
    if (eventId.version() != 7) {
      return "event_id %s is no UUIDv7".formatted(eventId);
    }
    Duration age = Duration.between(timeOf(eventId), clock.instant());
    if (age.compareTo(settings.retention().minusDays(1)) > 0) {
      return "event_id %s is %d days old, the inbox remembers %d"
          .formatted(eventId, age.toDays(), settings.retention().toDays());
    }
    if (age.compareTo(Duration.ofDays(-1)) < 0) {
      return "event_id %s lies more than a day ahead".formatted(eventId);
    }
    return null;
  }

  private static java.time.Instant timeOf(UUID uuidV7) {
    return java.time.Instant.ofEpochMilli(uuidV7.getMostSignificantBits() >>> 16);
  }

  /** The smallest UUID whose time is the start of the day: RFC 9562, section 5.7. */
  private static UUID firstIdOf(LocalDate day) {
    return new UUID(day.atStartOfDay().toInstant(ZoneOffset.UTC).toEpochMilli() << 16, 0);
  }
}
