package dev.streamflow.schemas.contract;

import static dev.streamflow.schemas.contract.Rule.FIELD_MISSING;
import static dev.streamflow.schemas.contract.Rule.IN_SEVERAL_TOPICS;
import static dev.streamflow.schemas.contract.Rule.NOT_IN_CATALOGUE;
import static dev.streamflow.schemas.contract.Rule.NO_CONTRACT;
import static dev.streamflow.schemas.contract.Rule.PARTITIONS_DIFFER;
import static dev.streamflow.schemas.contract.Rule.UNKNOWN_SERVICE;

import dev.streamflow.schemas.Topic;
import dev.streamflow.schemas.TopicCatalogue;
import dev.streamflow.schemas.contract.Break.Place;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.avro.Schema;

/** Whether the catalogue and the contracts fit each other, whatever was released before. */
final class CatalogueCheck {

  /** What every event has: the type as {@link #typeOf} writes it. */
  private static final Map<String, String> COMMON_FIELDS =
      Map.of(
          "event_id", "string uuid",
          "occurred_at", "long timestamp-millis",
          "user_id", "string",
          "order_id", "string uuid");

  private final TopicCatalogue catalogue;
  private final Map<String, Schema> contracts;
  private final List<Break> breaks = new ArrayList<>();

  /**
   * @param contracts all records by their simple name, those included that are only part of others
   */
  CatalogueCheck(TopicCatalogue catalogue, Map<String, Schema> contracts) {
    this.catalogue = catalogue;
    this.contracts = contracts;
  }

  List<Break> breaks() {
    catalogue.topics().forEach(this::checkServices);
    catalogue.eventTopics().forEach(this::checkPartitions);
    Map<String, String> topicsOfEvents = new LinkedHashMap<>();
    for (Topic topic : catalogue.eventTopics()) {
      for (String event : topic.events().keySet()) {
        checkEvent(topic, event);
        String other = topicsOfEvents.put(event, topic.name());
        if (other != null) {
          report(Place.record(topic.name(), event), IN_SEVERAL_TOPICS, "is in " + other + " too");
        }
      }
    }
    checkAllUsed(topicsOfEvents.keySet());
    return breaks;
  }

  private void checkServices(Topic topic) {
    Set<String> named = new HashSet<>(Set.of(topic.owner()));
    topic.events().values().forEach(named::addAll);
    catalogue.services().forEach(named::remove);
    named.forEach(
        service -> report(Place.topic(topic.name()), UNKNOWN_SERVICE, service + " is unknown"));
  }

  private void checkPartitions(Topic topic) {
    Topic first = catalogue.eventTopics().getFirst();
    if (topic.partitions() != first.partitions()) {
      String detail =
          "%d partitions, %s has %d"
              .formatted(topic.partitions(), first.name(), first.partitions());
      report(Place.topic(topic.name()), PARTITIONS_DIFFER, detail);
    }
  }

  private void checkEvent(Topic topic, String event) {
    Place place = Place.record(topic.name(), event);
    Schema schema = contracts.get(event);
    if (schema == null) {
      report(place, NO_CONTRACT, "no record of this name in src/main/avro");
      return;
    }
    COMMON_FIELDS.forEach((name, type) -> checkField(place, schema, name, type));
    checkField(place, schema, topic.key(), "string");
  }

  private void checkField(Place place, Schema schema, String name, String type) {
    Schema.Field field = schema.getField(name);
    String found = field == null ? "no such field" : typeOf(field.schema());
    if (!found.equals(type)) {
      report(place.field(name), FIELD_MISSING, "must be %s: %s".formatted(type, found));
    }
  }

  private static String typeOf(Schema schema) {
    String logicalType = schema.getProp("logicalType");
    return schema.getType().getName() + (logicalType == null ? "" : " " + logicalType);
  }

  /** A record that nothing leads to is a forgotten event, or left over. */
  private void checkAllUsed(Set<String> events) {
    Set<String> unused = new HashSet<>(contracts.keySet());
    unused.removeAll(events);
    contracts.values().forEach(contract -> unused.removeAll(RecordParts.of(contract)));
    unused.forEach(
        name ->
            report(
                Place.record("", name),
                NOT_IN_CATALOGUE,
                "in no topic and part of no event (mvn clean forgets a removed record)"));
  }

  private void report(Place place, Rule rule, String detail) {
    breaks.add(new Break(place, rule, detail));
  }
}
