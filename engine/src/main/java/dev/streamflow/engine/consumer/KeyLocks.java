package dev.streamflow.engine.consumer;

import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.SqlArrayValue;

/**
 * Locks on partition keys ({@link PartitionKey}), each held until the current transaction ends.
 * Always taken before the rows of orders, and in the order of their numbers.
 */
final class KeyLocks {

  private static final String SORTED =
      "(SELECT DISTINCT key_hash FROM unnest(?) AS u(key_hash) ORDER BY 1) AS k";

  private final JdbcTemplate jdbc;

  KeyLocks(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  /** Locks keys; waits for those that others hold, {@code lock_timeout} at most. */
  void await(Collection<Long> keys) {
    query(
        jdbc, "SELECT key_hash FROM " + SORTED + ", LATERAL pg_advisory_xact_lock(key_hash)", keys);
  }

  /** Locks those of the keys that nobody holds, and returns them. */
  Set<Long> tryOnce(Collection<Long> keys) {
    return query(
        jdbc,
        "SELECT key_hash FROM " + SORTED + " WHERE pg_try_advisory_xact_lock(key_hash)",
        keys);
  }

  /** The keys that a query finds among those given. */
  static Set<Long> query(JdbcTemplate jdbc, String sql, Collection<Long> keys) {
    if (keys.isEmpty()) {
      return new HashSet<>();
    }
    return new HashSet<>(
        jdbc.queryForList(
            sql, Long.class, new SqlArrayValue("int8", (Object[]) keys.toArray(Long[]::new))));
  }
}
