package dev.streamflow.engine.outbox;

import static dev.streamflow.engine.failpoint.Failpoint.LEASE_TAKEN;

import java.time.Duration;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Makes one relay per database the active one, by a row that its owner renews, in database time. It
 * may run out while its owner publishes: then two relays publish twice, each in order, and the
 * consumers' inboxes absorb it.
 */
final class RelayLease {

  private static final String NAME = "outbox";

  private final JdbcTemplate jdbc;
  private final UUID owner;
  private final Duration length;
  private volatile boolean held;
  private long renewAtNanos;

  RelayLease(JdbcTemplate jdbc, UUID owner, Duration length) {
    this.jdbc = jdbc;
    this.owner = owner;
    this.length = length;
  }

  /** Takes the lease if it is free, renews it if it is ours and a third has passed. */
  boolean hold(long nowNanos) {
    if (!held || nowNanos - renewAtNanos >= 0) {
      held = takeOrRenew();
      renewAtNanos = nowNanos + length.toNanos() / 3;
      if (held) {
        LEASE_TAKEN.reach();
      }
    }
    return held;
  }

  private boolean takeOrRenew() {
    return jdbc.update(
            """
            INSERT INTO relay_lease (name, owner, expires_at)
            VALUES (?, ?, clock_timestamp() + make_interval(secs => ?))
            ON CONFLICT (name) DO UPDATE
            SET owner = excluded.owner, expires_at = excluded.expires_at
            WHERE relay_lease.owner = excluded.owner
               OR relay_lease.expires_at < clock_timestamp()
            """,
            NAME,
            owner,
            length.toMillis() / 1000.0)
        == 1;
  }

  boolean isHeld() {
    return held;
  }

  /** Gives it back, so that another replica need not wait until it runs out. */
  void release() {
    held = false;
    jdbc.update("DELETE FROM relay_lease WHERE name = ? AND owner = ?", NAME, owner);
  }
}
