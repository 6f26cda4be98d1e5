package dev.streamflow.engine.transaction;

import static org.assertj.core.api.Assertions.assertThat;

import dev.streamflow.engine.InvalidEvent;
import java.sql.SQLException;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SerializationException;
import org.junit.jupiter.api.Test;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.jdbc.BadSqlGrammarException;
import org.springframework.transaction.CannotCreateTransactionException;

class FaultTest {

  @Test
  void tellsBadDataFromAnOutage() {
    assertThat(Fault.of(new DuplicateKeyException(""))).isEqualTo(Fault.OF_THE_DATA);
    assertThat(Fault.of(new RecordTooLargeException())).isEqualTo(Fault.OF_THE_DATA);
    assertThat(Fault.of(new InvalidEvent(""))).isEqualTo(Fault.OF_THE_DATA);
    assertThat(Fault.of(new DataAccessResourceFailureException("")))
        .isEqualTo(Fault.OF_THE_INFRASTRUCTURE);
    assertThat(Fault.of(new CannotCreateTransactionException("")))
        .isEqualTo(Fault.OF_THE_INFRASTRUCTURE);
    assertThat(Fault.of(new CommitFailedException())).isEqualTo(Fault.OF_THE_INFRASTRUCTURE);
  }

  @Test
  void tellsAConflictFromAnOutage() {
    assertThat(Fault.of(new CannotAcquireLockException(""))).isEqualTo(Fault.OF_THE_MOMENT);
    assertThat(Fault.of(new OptimisticLockingFailureException(""))).isEqualTo(Fault.OF_THE_MOMENT);
    assertThat(Fault.of(new QueryTimeoutException(""))).isEqualTo(Fault.OF_THE_MOMENT);
  }

  @Test
  void leavesADefectUnclassified() {
    assertThat(Fault.of(new BadSqlGrammarException("", "", new SQLException())))
        .isEqualTo(Fault.UNCLASSIFIED);
    assertThat(Fault.of(new NullPointerException())).isEqualTo(Fault.UNCLASSIFIED);
    assertThat(Fault.of(new SerializationException())).isEqualTo(Fault.UNCLASSIFIED);
  }
}
