package dev.streamflow.schemas;

import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.apache.avro.util.ClassSecurityValidator;
import org.apache.kafka.common.errors.SerializationException;

/**
 * The classes that Avro may instantiate: those of the package of the contracts, exactly, beside
 * what is trusted already. Holds for the whole JVM from the first use of this class on.
 */
public final class TrustedEvents {

  static {
    ClassSecurityValidator.setGlobal(
        ClassSecurityValidator.composite(
            ClassSecurityValidator.getGlobal(),
            type -> type.getPackageName().equals(TopicCatalogue.EVENT_NAMESPACE)));
  }

  private TrustedEvents() {}

  /** Makes sure that the contracts are trusted. Calling it again changes nothing. */
  public static void trust() {
    // The static initializer has done it.
  }

  /**
   * The schema that the generated class of an event type carries.
   *
   * @param eventType full name of the record, such as {@code dev.streamflow.events.OrderCreated}
   * @throws SerializationException if there is no such class among the contracts
   */
  public static Schema schemaOf(String eventType) {
    return SpecificData.get().getSchema(classOf(eventType));
  }

  /** The generated class of a record; refuses every class outside the package of the contracts. */
  static Class<? extends SpecificRecord> classOf(String fullName) {
    int dot = fullName.lastIndexOf('.');
    if (dot < 0 || !fullName.substring(0, dot).equals(TopicCatalogue.EVENT_NAMESPACE)) {
      throw new SerializationException(
          fullName + " is not in the package " + TopicCatalogue.EVENT_NAMESPACE);
    }
    try {
      return Class.forName(fullName, true, TrustedEvents.class.getClassLoader())
          .asSubclass(SpecificRecord.class);
    } catch (ClassNotFoundException | ClassCastException e) {
      throw new SerializationException(
          fullName + " is not a record of the contracts this service was built with", e);
    }
  }
}
