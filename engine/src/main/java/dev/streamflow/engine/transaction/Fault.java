package dev.streamflow.engine.transaction;

import dev.streamflow.engine.InvalidEvent;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SerializationException;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.NonTransientDataAccessException;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.transaction.TransactionException;

/** Whose fault it is that a transaction failed. */
public enum Fault {
  /** The data can never be stored or published: a constraint, a rule, a size. */
  OF_THE_DATA,
  /** Others worked on the same rows: a deadlock, a conflict, a lock not granted in time. */
  OF_THE_MOMENT,
  /** Database, Kafka or our own limits do not allow it now: out of reach, restarted, full. */
  OF_THE_INFRASTRUCTURE,
  /** Anything else, such as a defect of the service. */
  UNCLASSIFIED;

  /** Classifies what a transaction, or the commit of its offsets, has thrown. */
  public static Fault of(Throwable failure) {
    return switch (failure) {
      case InvalidEvent _, DataIntegrityViolationException _, RecordTooLargeException _ ->
          OF_THE_DATA;
      case PessimisticLockingFailureException _,
          OptimisticLockingFailureException _,
          QueryTimeoutException _ ->
          OF_THE_MOMENT;
      case DataAccessResourceFailureException _, TooManyOpenCalls _ -> OF_THE_INFRASTRUCTURE;
      case NonTransientDataAccessException _, SerializationException _ -> UNCLASSIFIED;
      case DataAccessException _, TransactionException _, KafkaException _ -> OF_THE_INFRASTRUCTURE;
      default -> UNCLASSIFIED;
    };
  }
}
