package dev.streamflow.engine.transaction;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.support.SQLExceptionSubclassTranslator;

/**
 * PostgreSQL's failures in Spring's words. Spring lacks one of them: a lock that was not granted
 * within {@code lock_timeout} is a matter of time, and not the unknown failure that it makes of it.
 */
public final class PostgresFailures extends SQLExceptionSubclassTranslator {

  private static final String LOCK_NOT_AVAILABLE = "55P03";

  public PostgresFailures() {
    setCustomTranslator(PostgresFailures::lockNotAvailable);
  }

  private static @Nullable DataAccessException lockNotAvailable(
      String task, @Nullable String sql, SQLException failure) {
    return LOCK_NOT_AVAILABLE.equals(failure.getSQLState())
        ? new CannotAcquireLockException(task, failure)
        : null;
  }
}
