package dev.streamflow.schemas.contract;

import java.util.ArrayList;
import java.util.List;
import org.apache.avro.Schema;

/** Writes contracts for tests: an event with its common fields, and those under test. */
record Draft(String name, List<String> fields) {

  static Draft event(String name) {
    return new Draft(
        name,
        List.of(
            field("event_id", "{'type': 'string', 'logicalType': 'uuid'}"),
            field("occurred_at", "{'type': 'long', 'logicalType': 'timestamp-millis'}"),
            field("user_id", "'string'"),
            field("order_id", "{'type': 'string', 'logicalType': 'uuid'}")));
  }

  Draft with(String name, String type) {
    return plus(field(name, type));
  }

  Draft with(String name, String type, String defaultValue) {
    return plus("{'name': '%s', 'type': %s, 'default': %s}".formatted(name, type, defaultValue));
  }

  Draft withAlias(String name, String type, String defaultValue, String alias) {
    return plus(
        "{'name': '%s', 'type': %s, 'default': %s, 'aliases': ['%s']}"
            .formatted(name, type, defaultValue, alias));
  }

  Draft without(String name) {
    return new Draft(
        this.name, fields.stream().filter(field -> !field.contains("'" + name + "'")).toList());
  }

  Schema schema() {
    return schema("");
  }

  Schema schema(String doc) {
    String json =
        """
        {'type': 'record', 'namespace': 'dev.streamflow.events', 'name': '%s', 'doc': '%s',
         'fields': [%s]}\
        """
            .formatted(name, doc, String.join(",", fields));
    return new Schema.Parser().parse(json.replace('\'', '"'));
  }

  private static String field(String name, String type) {
    return "{'name': '%s', 'type': %s}".formatted(name, type);
  }

  private Draft plus(String field) {
    List<String> more = new ArrayList<>(fields);
    more.add(field);
    return new Draft(name, more);
  }
}
