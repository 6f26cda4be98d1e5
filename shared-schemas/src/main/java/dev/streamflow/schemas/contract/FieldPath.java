package dev.streamflow.schemas.contract;

import java.util.Arrays;
import java.util.Iterator;
import org.apache.avro.Schema;

/** Turns Avro's pointer into a schema ({@code /fields/4/type/items}) into the names of fields. */
final class FieldPath {

  private FieldPath() {}

  static String of(Schema schema, String pointer) {
    StringBuilder path = new StringBuilder();
    Schema at = schema;
    Iterator<String> steps = Arrays.stream(pointer.split("/")).filter(s -> !s.isEmpty()).iterator();
    while (steps.hasNext()) {
      String step = steps.next();
      switch (at.getType()) {
        case RECORD -> {
          if (!step.equals("fields") || !steps.hasNext()) {
            return path.toString();
          }
          Schema.Field field = at.getFields().get(Integer.parseInt(steps.next()));
          path.append(path.isEmpty() ? "" : ".").append(field.name());
          at = field.schema();
          if (steps.hasNext()) {
            steps.next(); // "type"
          }
        }
        case ARRAY -> {
          path.append("[]");
          at = at.getElementType();
        }
        case MAP -> {
          path.append("{}");
          at = at.getValueType();
        }
        case UNION -> at = at.getTypes().get(Integer.parseInt(step));
        default -> {
          return path.toString();
        }
      }
    }
    return path.toString();
  }
}
