package dev.streamflow.engine.consumer;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionOperations;

/**
 * The inbox by days. A partition holds the event ids of one day (UTC); partitions are made days
 * ahead and dropped when they are older than the retention, which is longer than that of the
 * topics: so whatever Kafka can still deliver finds its row.
 *
 * <p>Safe on all replicas at once, and beside running consumers: none waits while a partition is
 * made, and none for longer than {@link #LOCK_WITHIN} while one is dropped.
 */
public final class InboxPartitions {

  /** A drop waits for whoever uses the inbox, and everyone else waits behind the drop. */
  private static final Duration LOCK_WITHIN = Duration.ofMillis(200);

  private static final int MOST_AT_ONCE = 10_000;
  private static final int UUID_VERSION = 7;

  /** That of RFC 9562. */
  private static final int UUID_VARIANT = 2;

  private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyyyMMdd");
  private static final String PREFIX = "inbox_";
  private static final Logger log = LoggerFactory.getLogger(InboxPartitions.class);

  private final JdbcTemplate jdbc;
  private final TransactionOperations transaction;
  private final InboxSettings settings;
  private final Clock clock;
  private volatile LocalDate firstDay = LocalDate.MIN;

  public InboxPartitions(
      JdbcTemplate jdbc, TransactionOperations transaction, InboxSettings settings, Clock clock) {
    this.jdbc = jdbc;
    this.transaction = transaction;
    this.settings = settings;
    this.clock = clock;
  }

  /** Makes what is missing and forgets what is too old. */
  public void maintain() {
    make();
    LocalDate oldest = oldestToKeep();
    dropBefore(oldest);
    forgetEffectsBefore(oldest);
  }

  /** Makes the partitions that are missing, up to some days ahead. */
  public void make() {
    LocalDate today = dayOf(clock.instant());
    transaction.executeWithoutResult(
        status -> {
          jdbc.queryForList("SELECT pg_advisory_xact_lock(hashtext('streamflow.inbox'))");
          SortedSet<LocalDate> present = days();
          firstDay = firstDay(today, present);
          firstDay
              .datesUntil(today.plusDays(settings.daysAhead() + 1))
              .filter(day -> !present.contains(day))
              .forEach(this::make);
        });
  }

  /**
   * A day that was dropped is not made again, not even by a clock that runs behind: what it had
   * remembered would be processed once more.
   */
  private LocalDate firstDay(LocalDate today, SortedSet<LocalDate> present) {
    LocalDate oldest = oldestOf(today);
    SortedSet<LocalDate> past = present.headSet(today.plusDays(1));
    return past.isEmpty() || past.first().isBefore(oldest) ? oldest : past.first();
  }

  /** Made apart and then attached: to make it in its place would lock the consumers out. */
  private void make(LocalDate day) {
    jdbc.execute("CREATE TABLE %s (LIKE inbox INCLUDING ALL)".formatted(nameOf(day)));
    jdbc.execute(
        "ALTER TABLE inbox ATTACH PARTITION %s FOR VALUES FROM ('%s') TO ('%s')"
            .formatted(nameOf(day), firstIdOf(day), firstIdOf(day.plusDays(1))));
  }

  /**
   * The earlier of what our clock and the database's say: one that runs ahead must not make us
   * forget what Kafka can still deliver.
   */
  private LocalDate oldestToKeep() {
    OffsetDateTime database = jdbc.queryForObject("SELECT clock_timestamp()", OffsetDateTime.class);
    Instant ours = clock.instant();
    return oldestOf(dayOf(database.toInstant().isBefore(ours) ? database.toInstant() : ours));
  }

  /** Drops the oldest first; stops when somebody uses the inbox, and goes on the next time. */
  private void dropBefore(LocalDate oldest) {
    try {
      days().headSet(oldest).forEach(this::drop);
    } catch (PessimisticLockingFailureException e) {
      log.info("Old partitions of the inbox are dropped later: a transaction uses it");
    }
  }

  private void drop(LocalDate day) {
    transaction.executeWithoutResult(
        status -> {
          jdbc.execute("SET LOCAL lock_timeout = " + LOCK_WITHIN.toMillis());
          jdbc.execute("DROP TABLE IF EXISTS " + nameOf(day));
        });
  }

  /** The journal of effects is kept as long as the inbox. */
  private void forgetEffectsBefore(LocalDate oldest) {
    int forgotten;
    do {
      forgotten =
          jdbc.update(
              """
              DELETE FROM applied_batch WHERE apply_seq IN (
                SELECT apply_seq FROM applied_batch WHERE applied_at < ? LIMIT ?)
              """,
              oldest.atStartOfDay().atOffset(ZoneOffset.UTC),
              MOST_AT_ONCE);
    } while (forgotten == MOST_AT_ONCE);
  }

  /** The days that have a partition. */
  private SortedSet<LocalDate> days() {
    return jdbc
        .queryForList(
            """
            SELECT child.relname FROM pg_inherits
            JOIN pg_class child ON child.oid = inhrelid
            WHERE inhparent = 'inbox'::regclass
            """,
            String.class)
        .stream()
        .map(name -> LocalDate.parse(name.substring(PREFIX.length()), DAY))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /**
   * Why an event id can have no row in the inbox, or null if it can. An id that is too old may have
   * been processed and forgotten; one from the future, or one without a time, would never be
   * dropped.
   */
  public @Nullable String refusalOf(UUID eventId) {
    if (eventId.version() != UUID_VERSION || eventId.variant() != UUID_VARIANT) {
      return "event_id %s is no UUIDv7".formatted(eventId);
    }
    Duration age = Duration.between(timeOf(eventId), clock.instant());
    Duration oldest = settings.retention().minusDays(1);
    if (age.compareTo(oldest) > 0) {
      return "event_id %s is %d days old, and the inbox may have forgotten what is older than %d"
          .formatted(eventId, age.toDays(), oldest.toDays());
    }
    if (dayOf(timeOf(eventId)).isBefore(firstDay)) {
      return "event_id %s is older than the inbox, which begins on %s".formatted(eventId, firstDay);
    }
    if (age.compareTo(Duration.ofDays(-1)) < 0) {
      return "event_id %s lies more than a day ahead".formatted(eventId);
    }
    return null;
  }

  private LocalDate oldestOf(LocalDate today) {
    return today.minusDays(settings.retention().toDays());
  }

  private static String nameOf(LocalDate day) {
    return PREFIX + day.format(DAY);
  }

  private static LocalDate dayOf(Instant time) {
    return LocalDate.ofInstant(time, ZoneOffset.UTC);
  }

  private static Instant timeOf(UUID uuidV7) {
    return Instant.ofEpochMilli(uuidV7.getMostSignificantBits() >>> 16);
  }

  /** The smallest UUID whose time is the start of the day: RFC 9562, section 5.7. */
  private static UUID firstIdOf(LocalDate day) {
    return new UUID(day.atStartOfDay().toInstant(ZoneOffset.UTC).toEpochMilli() << 16, 0);
  }
}
