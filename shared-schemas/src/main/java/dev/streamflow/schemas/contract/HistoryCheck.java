package dev.streamflow.schemas.contract;

import dev.streamflow.schemas.Topic;
import dev.streamflow.schemas.TopicCatalogue;
import dev.streamflow.schemas.contract.Break.Place;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.apache.avro.Schema;

/** Whether the contracts are FULL_TRANSITIVE compatible with every version that was released. */
final class HistoryCheck {

  private final TopicCatalogue catalogue;
  private final Map<String, Schema> contracts;
  private final SequencedMap<Place, List<Schema>> released;

  HistoryCheck(
      TopicCatalogue catalogue,
      Map<String, Schema> contracts,
      SequencedMap<Place, List<Schema>> released) {
    this.catalogue = catalogue;
    this.contracts = contracts;
    this.released = released;
  }

  /** Every break once, against the newest version that shows it. */
  List<Break> breaks() {
    List<Break> breaks = new ArrayList<>();
    Map<Place, Schema> events = events();
    for (Place record : released.keySet()) {
      Schema current = events.get(record);
      if (current != null) {
        breaks.addAll(breaksAgainstAll(record, current));
      } else if (!isListed(record)) {
        breaks.add(gone(record));
      }
    }
    return breaks;
  }

  /** The events whose contract of today is not the newest released version, word for word. */
  SequencedMap<Place, Schema> unreleased() {
    SequencedMap<Place, Schema> unreleased = new LinkedHashMap<>();
    events()
        .forEach(
            (record, current) -> {
              List<Schema> versions = released.getOrDefault(record, List.of());
              // As text: the registry looks up exact content, and documentation is part of it.
              if (versions.isEmpty() || !versions.getLast().toString().equals(current.toString())) {
                unreleased.put(record, current);
              }
            });
    return unreleased;
  }

  private Map<Place, Schema> events() {
    Map<Place, Schema> events = new LinkedHashMap<>();
    for (Topic topic : catalogue.eventTopics()) {
      topic.events().keySet().stream()
          .sorted()
          .filter(contracts::containsKey)
          .forEach(event -> events.put(Place.record(topic.name(), event), contracts.get(event)));
    }
    return events;
  }

  private List<Break> breaksAgainstAll(Place record, Schema current) {
    record Kind(Place where, Rule rule) {}
    Map<Kind, Break> breaks = new LinkedHashMap<>();
    List<Schema> versions = released.get(record);
    for (int version = versions.size(); version > 0; version--) {
      Schema before = versions.get(version - 1);
      for (Break found : new Compatibility(record, version, before, current).breaks()) {
        breaks.putIfAbsent(new Kind(found.where(), found.rule()), found);
      }
    }
    return List.copyOf(breaks.values());
  }

  private boolean isListed(Place record) {
    return catalogue.topics().stream()
        .anyMatch(t -> t.name().equals(record.topic()) && t.events().containsKey(record.record()));
  }

  private Break gone(Place record) {
    return catalogue.topics().stream()
        .filter(topic -> topic.events().containsKey(record.record()))
        .findFirst()
        .map(topic -> new Break(record, Rule.RECORD_MOVED, "is in " + topic.name() + " now"))
        .orElseGet(
            () -> new Break(record, Rule.RECORD_VANISHED, "was released and is in no topic now"));
  }
}
