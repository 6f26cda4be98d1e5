package dev.streamflow.schemas.contract;

import static dev.streamflow.schemas.contract.Rule.ENUM_SYMBOL_ADDED_WITHOUT_DEFAULT;
import static dev.streamflow.schemas.contract.Rule.ENUM_SYMBOL_REMOVED_WITHOUT_DEFAULT;
import static dev.streamflow.schemas.contract.Rule.FIELD_ADDED_WITHOUT_DEFAULT;
import static dev.streamflow.schemas.contract.Rule.FIELD_REMOVED_WITHOUT_DEFAULT;
import static dev.streamflow.schemas.contract.Rule.TYPE_CHANGED;
import static dev.streamflow.schemas.contract.Rule.TYPE_RENAMED;

import dev.streamflow.schemas.contract.Break.Place;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.Incompatibility;

/**
 * Whether a contract and one released version of it can read each other. Avro's own check is asked
 * in both directions, because it calls a removed field compatible for the new reader; {@link
 * MeaningChanges} adds what it does not look at.
 */
final class Compatibility {

  private final Place place;
  private final int version;
  private final Schema released;
  private final Schema current;

  Compatibility(Place place, int version, Schema released, Schema current) {
    this.place = place;
    this.version = version;
    this.released = released;
    this.current = current;
  }

  List<Break> breaks() {
    List<Break> breaks = new ArrayList<>();
    for (Incompatibility found : incompatibilities(current, released)) {
      breaks.add(asBreak(found, current, backwardRule(found)));
    }
    for (Incompatibility found : incompatibilities(released, current)) {
      breaks.add(asBreak(found, released, forwardRule(found)));
    }
    breaks.addAll(new MeaningChanges(place, version).between(released, current));
    return breaks;
  }

  private static List<Incompatibility> incompatibilities(Schema reader, Schema writer) {
    return SchemaCompatibility.checkReaderWriterCompatibility(reader, writer)
        .getResult()
        .getIncompatibilities();
  }

  private Break asBreak(Incompatibility found, Schema reader, Rule rule) {
    String detail =
        "against version %d: %s".formatted(version, found.getMessage().replace('\n', ' '));
    return new Break(place.field(FieldPath.of(reader, found.getLocation())), rule, detail);
  }

  /** The contract of today reads what was written with the released version. */
  private static Rule backwardRule(Incompatibility found) {
    return switch (found.getType()) {
      case READER_FIELD_MISSING_DEFAULT_VALUE -> FIELD_ADDED_WITHOUT_DEFAULT;
      case MISSING_ENUM_SYMBOLS -> ENUM_SYMBOL_REMOVED_WITHOUT_DEFAULT;
      case NAME_MISMATCH -> TYPE_RENAMED;
      case TYPE_MISMATCH, FIXED_SIZE_MISMATCH, MISSING_UNION_BRANCH -> TYPE_CHANGED;
    };
  }

  /** The released version reads what is written with the contract of today. */
  private static Rule forwardRule(Incompatibility found) {
    return switch (found.getType()) {
      case READER_FIELD_MISSING_DEFAULT_VALUE -> FIELD_REMOVED_WITHOUT_DEFAULT;
      case MISSING_ENUM_SYMBOLS -> ENUM_SYMBOL_ADDED_WITHOUT_DEFAULT;
      case NAME_MISMATCH -> TYPE_RENAMED;
      case TYPE_MISMATCH, FIXED_SIZE_MISMATCH, MISSING_UNION_BRANCH -> TYPE_CHANGED;
    };
  }
}
