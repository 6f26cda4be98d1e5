package dev.streamflow.schemas;

/** Failures of the registry's client that only its own package can make. */
public final class SchemaUnavailableExceptions {

  private SchemaUnavailableExceptions() {}

  public static SchemaUnavailableException unknownId() {
    return SchemaUnavailableException.unknown("the schema registry does not know schema id 7");
  }
}
