package dev.streamflow.schemas.contract;

import java.util.HashSet;
import java.util.Set;
import org.apache.avro.Schema;

/** The records that a record is made of. */
final class RecordParts {

  private final Set<String> names = new HashSet<>();

  /** Their simple names; the record's own only if it contains itself. */
  static Set<String> of(Schema record) {
    RecordParts parts = new RecordParts();
    record.getFields().forEach(field -> parts.collect(field.schema()));
    return parts.names;
  }

  private void collect(Schema schema) {
    switch (schema.getType()) {
      case RECORD -> {
        if (names.add(schema.getName())) {
          schema.getFields().forEach(field -> collect(field.schema()));
        }
      }
      case ARRAY -> collect(schema.getElementType());
      case MAP -> collect(schema.getValueType());
      case UNION -> schema.getTypes().forEach(this::collect);
      default -> {}
    }
  }
}
