package dev.streamflow.engine.transaction;

import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SerializationException;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.transaction.TransactionException;

/** Whose fault it is that a transaction failed. */
public enum Fault {
  /** The data can never be stored or published: a constraint, a value out of range, a size. */
  OF_THE_DATA,
  /** Database or Kafka could not do it now: out of reach, restarted, a lock not granted in time. */
  OF_THE_INFRASTRUCTURE,
  /** Anything else, such as a defect of the service. */
  UNCLASSIFIED;

  /** Classifies what a transaction, or the commit of its offsets, has thrown. */
  public static Fault of(Throwable failure) {
    return switch (failure) {
      case DataIntegrityViolationException _, RecordTooLargeException _ -> OF_THE_DATA;
      case DataAccessException _, TransactionException _ -> OF_THE_INFRASTRUCTURE;
      case SerializationException _ -> UNCLASSIFIED;
      case KafkaException _ -> OF_THE_INFRASTRUCTURE;
      default -> UNCLASSIFIED;
    };
  }
}
