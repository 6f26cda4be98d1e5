package dev.streamflow.systemtests.faults.poison;

import java.util.Set;
import org.apache.avro.Schema;

/**
 * What is agreed on one event type.
 *
 * @param schemaId under which the registry knows the schema
 * @param readers the groups that read the type
 */
record Contract(String topic, int schemaId, Schema schema, Set<String> readers) {

  /** The type's full name, as the header ce_type states it. */
  String type() {
    return schema.getFullName();
  }
}
