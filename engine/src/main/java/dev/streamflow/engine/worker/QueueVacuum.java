package dev.streamflow.engine.worker;

import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Vacuums a table that is a queue. Whoever looks for its first rows steps over what was deleted
 * since the last vacuum, and where thousands of rows pass in a second, autovacuum, which looks once
 * a minute, leaves a hundred thousand of them.
 */
public final class QueueVacuum {

  private static final Logger log = LoggerFactory.getLogger(QueueVacuum.class);
  private static final int WORTH_IT = 5_000;

  /** While an old snapshot keeps all rows, a vacuum is long and in vain. */
  private static final int PAUSE_PER_WORK = 20;

  private final JdbcTemplate jdbc;
  private final String table;
  private final AtomicInteger deleted = new AtomicInteger();
  private long nextAtNanos = System.nanoTime();

  /**
   * @param table belongs to the database's user; else PostgreSQL warns in its log and does nothing
   */
  public QueueVacuum(JdbcTemplate jdbc, String table) {
    this.jdbc = jdbc;
    this.table = table;
  }

  /** Counts rows that were deleted. */
  public void count(int rows) {
    deleted.addAndGet(rows);
  }

  /** Vacuums if it is worth it. Not in a transaction; by one thread. */
  public void run() {
    long began = System.nanoTime();
    if (deleted.get() < WORTH_IT || began - nextAtNanos < 0) {
      return;
    }
    deleted.set(0);
    try {
      jdbc.execute("VACUUM (SKIP_LOCKED, TRUNCATE false, PARALLEL 0) " + table);
    } catch (DataAccessException e) {
      log.warn("{} could not be vacuumed, which costs time and nothing else", table, e);
    }
    long ended = System.nanoTime();
    nextAtNanos = ended + (ended - began) * PAUSE_PER_WORK;
  }
}
