package dev.streamflow.schemas;

import org.apache.kafka.common.errors.SerializationException;
import org.jspecify.annotations.Nullable;

/**
 * A schema or its id could not be had from the registry. Says nothing about the record: whoever
 * waits until the registry is reachable and complete can process it.
 */
public final class SchemaUnavailableException extends SerializationException {

  private final boolean registryUnreachable;

  private SchemaUnavailableException(
      String message, @Nullable Throwable cause, boolean registryUnreachable) {
    super(message, cause);
    this.registryUnreachable = registryUnreachable;
  }

  /** The registry could not be asked. */
  public static SchemaUnavailableException unreachable(String message, @Nullable Throwable cause) {
    return new SchemaUnavailableException(message, cause, true);
  }

  /** The registry answered that it does not know. */
  public static SchemaUnavailableException unknown(String message) {
    return new SchemaUnavailableException(message, null, false);
  }

  /** The registry could not be asked: it is gone, too slow, failing, or refuses the credentials. */
  public boolean registryUnreachable() {
    return registryUnreachable;
  }

  /** The registry answered that it does not know the schema, the subject or the id. */
  public boolean schemaUnknown() {
    return !registryUnreachable;
  }
}
