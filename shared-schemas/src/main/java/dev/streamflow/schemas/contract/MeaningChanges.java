package dev.streamflow.schemas.contract;

import static dev.streamflow.schemas.contract.Rule.FIELD_RENAMED;
import static dev.streamflow.schemas.contract.Rule.TYPE_CHANGED;
import static dev.streamflow.schemas.contract.Rule.TYPE_RENAMED;

import dev.streamflow.schemas.contract.Break.Place;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.apache.avro.Schema;

/**
 * Changes that leave the bytes readable for Avro and yet break a consumer: another logical type (a
 * time in micros is read as one in millis), another namespace, a rename hidden by an alias.
 */
final class MeaningChanges {

  private static final List<String> LOGICAL_TYPE = List.of("logicalType", "precision", "scale");

  private final Place place;
  private final int version;
  private final List<Break> breaks = new ArrayList<>();
  private final Set<String> visited = new HashSet<>();

  MeaningChanges(Place place, int version) {
    this.place = place;
    this.version = version;
  }

  List<Break> between(Schema released, Schema current) {
    compare("", released, current);
    return breaks;
  }

  private void compare(String path, Schema released, Schema current) {
    if (released.getType() != current.getType()) {
      return; // Avro's check reports it, or knows that both can be read.
    }
    compareLogicalTypes(path, released, current);
    switch (current.getType()) {
      case RECORD -> compareRecords(path, released, current);
      case ENUM, FIXED -> compareNames(path, released, current);
      case ARRAY -> compare(path + "[]", released.getElementType(), current.getElementType());
      case MAP -> compare(path + "{}", released.getValueType(), current.getValueType());
      case UNION -> compareUnions(path, released, current);
      default -> {}
    }
  }

  private void compareLogicalTypes(String path, Schema released, Schema current) {
    for (String property : LOGICAL_TYPE) {
      Object before = released.getObjectProp(property);
      Object after = current.getObjectProp(property);
      if (!Objects.equals(before, after)) {
        report(path, TYPE_CHANGED, "%s was %s and is %s".formatted(property, before, after));
      }
    }
  }

  private void compareRecords(String path, Schema released, Schema current) {
    compareNames(path, released, current);
    if (!visited.add(current.getFullName())) {
      return;
    }
    for (Schema.Field field : current.getFields()) {
      String fieldPath = path.isEmpty() ? field.name() : path + "." + field.name();
      Schema.Field before = released.getField(field.name());
      if (before != null) {
        compare(fieldPath, before.schema(), field.schema());
      } else {
        field.aliases().stream()
            .filter(alias -> released.getField(alias) != null)
            .forEach(alias -> report(fieldPath, FIELD_RENAMED, "was called " + alias));
      }
    }
  }

  private void compareNames(String path, Schema released, Schema current) {
    if (!released.getFullName().equals(current.getFullName())) {
      report(path, TYPE_RENAMED, released.getFullName() + " became " + current.getFullName());
    }
  }

  private void compareUnions(String path, Schema released, Schema current) {
    for (Schema branch : current.getTypes()) {
      Integer before = released.getIndexNamed(branch.getFullName());
      if (before != null) {
        compare(path, released.getTypes().get(before), branch);
      }
    }
  }

  private void report(String path, Rule rule, String detail) {
    breaks.add(
        new Break(place.field(path), rule, "against version %d: %s".formatted(version, detail)));
  }
}
