package dev.streamflow.engine.consumer;

import dev.streamflow.schemas.SchemaUnavailableException;
import java.io.EOFException;
import java.io.IOException;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.avro.InvalidNumberEncodingException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.SerializationException;

/** A record that may be good: only the registry can tell, and it cannot be asked now. */
public final class RegistryNeeded extends RuntimeException {

  RegistryNeeded(Throwable cause) {
    super(cause);
  }

  /** Whether a failure may be the registry's and not the record's. */
  public static boolean causes(Throwable failure) {
    return isUnreachable(failure)
        || anyIn(failure, SchemaUnavailableException.class::isInstance)
        || anyIn(failure, RegistryNeeded::isConfluentsRestError);
  }

  /** Whether the registry gave no answer. */
  static boolean isUnreachable(Throwable failure) {
    return anyIn(failure, RegistryNeeded::saysUnreachable);
  }

  /**
   * Avro has IOExceptions for bytes that end too early and for a number that is none. Of Kafka's
   * other exceptions Confluent's classes make those that tell a status of the registry.
   */
  private static boolean saysUnreachable(Throwable failure) {
    return switch (failure) {
      case SchemaUnavailableException unavailable -> unavailable.registryUnreachable();
      case SerializationException _, EOFException _, InvalidNumberEncodingException _ -> false;
      default -> failure instanceof IOException || failure instanceof KafkaException;
    };
  }

  /** Known by name: Confluent's classes are here only if a user brings them. */
  private static boolean isConfluentsRestError(Throwable failure) {
    return failure.getClass().getSimpleName().equals("RestClientException");
  }

  private static boolean anyIn(Throwable failure, Predicate<Throwable> wanted) {
    return Stream.iterate(failure, e -> e != null, Throwable::getCause).anyMatch(wanted);
  }
}
