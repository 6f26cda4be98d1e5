package dev.streamflow.systemtests.faults;

import dev.streamflow.schemas.TopicCatalogue;
import dev.streamflow.systemtests.running.RunningSystem;
import dev.streamflow.systemtests.witness.Position;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Writes down every event that a service parks, and until when, by triggers on the services'
 * tables: what is parked only for a moment does not escape it.
 */
final class ParkingLog implements AutoCloseable {

  private static final String BEGIN =
      """
      CREATE TABLE parking_log (
        topic            text   NOT NULL,
        record_partition int    NOT NULL,
        record_offset    bigint NOT NULL,
        record_key       text   NOT NULL,
        attempt          int    NOT NULL,
        parked_at        timestamptz NOT NULL DEFAULT clock_timestamp(),
        gone_at          timestamptz,
        PRIMARY KEY (topic, record_partition, record_offset));
      CREATE FUNCTION log_parking() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF TG_OP = 'INSERT' THEN
          INSERT INTO parking_log VALUES (NEW.topic, NEW.record_partition,
            NEW.record_offset, convert_from(NEW.record_key, 'UTF8'), NEW.attempt);
        ELSE
          UPDATE parking_log SET gone_at = clock_timestamp() WHERE topic = OLD.topic
            AND record_partition = OLD.record_partition
            AND record_offset = OLD.record_offset;
        END IF;
        RETURN NULL;
      END $$;
      CREATE TRIGGER log_parking AFTER INSERT OR DELETE ON parked_event
        FOR EACH ROW EXECUTE FUNCTION log_parking()
      """;

  private static final String END =
      """
      DROP TRIGGER IF EXISTS log_parking ON parked_event;
      DROP FUNCTION IF EXISTS log_parking;
      DROP TABLE IF EXISTS parking_log
      """;

  private final Map<String, JdbcClient> databases = new HashMap<>();

  /** Begins to write. */
  ParkingLog(RunningSystem system) {
    for (String service : TopicCatalogue.load().services()) {
      databases.put(service, JdbcClient.create(system.databaseOf(service)));
    }
    close();
    databases.values().forEach(database -> database.sql(BEGIN).update());
  }

  /**
   * An event that was parked.
   *
   * @param attempt how often it had failed when it was parked; 0 if it waited behind another
   * @param until when it was parked no more; now if it still is
   */
  record Entry(
      String service, Position position, String key, int attempt, Instant parked, Instant until) {

    Duration lasted() {
      return Duration.between(parked, until);
    }
  }

  /** When the first event of a key was parked, if any was. */
  Optional<Instant> firstOf(String key) {
    return entries().stream()
        .filter(entry -> entry.key().equals(key))
        .map(Entry::parked)
        .min(Instant::compareTo);
  }

  /** All so far, in the order of their offsets per partition. */
  List<Entry> entries() {
    List<Entry> entries = new ArrayList<>();
    databases.forEach((service, database) -> entries.addAll(entriesOf(service, database)));
    return entries;
  }

  private static List<Entry> entriesOf(String service, JdbcClient database) {
    return database
        .sql(
            """
            SELECT topic, record_partition, record_offset, record_key, attempt, parked_at,
              coalesce(gone_at, clock_timestamp())
            FROM parking_log ORDER BY topic, record_partition, record_offset
            """)
        .query(
            (row, number) ->
                new Entry(
                    service,
                    new Position(row.getString(1), row.getInt(2), row.getLong(3)),
                    row.getString(4),
                    row.getInt(5),
                    row.getObject(6, OffsetDateTime.class).toInstant(),
                    row.getObject(7, OffsetDateTime.class).toInstant()))
        .list();
  }

  /** Ends it and leaves no trace. */
  @Override
  public void close() {
    databases.values().forEach(database -> database.sql(END).update());
  }
}
