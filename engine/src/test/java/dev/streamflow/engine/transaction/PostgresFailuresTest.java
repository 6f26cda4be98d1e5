package dev.streamflow.engine.transaction;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.TransientDataAccessException;

class PostgresFailuresTest {

  @Test
  void takesALockThatIsNotGrantedInTimeForAMatterOfTime() {
    assertThat(translated("55P03")).isInstanceOf(TransientDataAccessException.class);
  }

  @Test
  void leavesTheOthersToSpring() {
    assertThat(translated("40P01")).isInstanceOf(TransientDataAccessException.class);
    assertThat(translated("23514")).isInstanceOf(DataIntegrityViolationException.class);
  }

  private static DataAccessException translated(String state) {
    return new PostgresFailures().translate("update", "UPDATE …", new SQLException("no", state));
  }
}
