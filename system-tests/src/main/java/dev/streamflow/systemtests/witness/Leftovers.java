package dev.streamflow.systemtests.witness;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What one service still has to do, besides what is parked.
 *
 * @param outbox rows that wait for the relay
 * @param calls calls whose answer is not known yet
 */
public record Leftovers(long outbox, long calls) {

  static Leftovers read(JdbcClient database) {
    return database
        .sql("SELECT (SELECT count(*) FROM outbox), (SELECT count(*) FROM call)")
        .query((row, number) -> new Leftovers(row.getLong(1), row.getLong(2)))
        .single();
  }
}
