package dev.streamflow.engine.consumer;

import dev.streamflow.schemas.SchemaUnavailableException;
import java.io.EOFException;
import java.io.IOException;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** A record that may be good: only the registry can tell, and it cannot be asked now. */
final class RegistryNeeded extends RuntimeException {

  RegistryNeeded(Throwable cause) {
    super(cause);
  }

  /** Whether a failure may be the registry's and not the record's. */
  static boolean causes(Throwable failure) {
    return isUnreachable(failure)
        || anyIn(failure, SchemaUnavailableException.class::isInstance)
        || anyIn(failure, RegistryNeeded::isConfluentsRestError);
  }

  /**
   * Whether the registry gave no answer; an end of file is that of a record which was cut short.
   */
  static boolean isUnreachable(Throwable failure) {
    return anyIn(
        failure,
        e ->
            e instanceof SchemaUnavailableException unavailable && unavailable.registryUnreachable()
                || e instanceof IOException && !(e instanceof EOFException));
  }

  /** Known by name: Confluent's classes are here only if a user brings them. */
  private static boolean isConfluentsRestError(Throwable failure) {
    return failure.getClass().getSimpleName().equals("RestClientException");
  }

  private static boolean anyIn(Throwable failure, Predicate<Throwable> wanted) {
    return Stream.iterate(failure, e -> e != null, Throwable::getCause).anyMatch(wanted);
  }
}
