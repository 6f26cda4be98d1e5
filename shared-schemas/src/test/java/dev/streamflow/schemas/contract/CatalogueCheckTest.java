package dev.streamflow.schemas.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.streamflow.schemas.Topic;
import dev.streamflow.schemas.TopicCatalogue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;

class CatalogueCheckTest {

  private static final Draft PLACED = Draft.event("Placed");
  private static final Topic DEAD_LETTERS = topic("orders.dlq", "orders", 1, Map.of());

  @Test
  void findsNothingWrongWithTheRealCatalogue() {
    var check = new CatalogueCheck(TopicCatalogue.load(), Contracts.load());

    assertThat(check.breaks()).isEmpty();
  }

  @Test
  void wantsTheCommonFieldsInEveryEvent() {
    for (String field : List.of("event_id", "occurred_at", "user_id", "order_id")) {
      assertThat(breaks(List.of(placedIn("t")), PLACED.without(field).schema()))
          .containsOnly("t Placed %s FIELD_MISSING".formatted(field));
    }
  }

  @Test
  void wantsTheCommonFieldsToHaveTheirTypes() {
    Schema wrong = PLACED.without("event_id").with("event_id", "'string'").schema();

    assertThat(breaks(List.of(placedIn("t")), wrong))
        .containsExactly("t Placed event_id FIELD_MISSING");
  }

  @Test
  void wantsAContractForEveryEventType() {
    assertThat(breaks(List.of(placedIn("t")))).containsExactly("t Placed NO_CONTRACT");
  }

  @Test
  void wantsEveryRecordToBeAnEventTypeOrPartOfOne() {
    // Given
    Draft withPart = PLACED.with("price", "{'type': 'record', 'name': 'Money', 'fields': []}");
    Schema part = withPart.schema().getField("price").schema();
    Schema forgotten = Draft.event("Forgotten").schema();

    // When // Then
    assertThat(breaks(List.of(placedIn("t")), withPart.schema(), part)).isEmpty();
    assertThat(breaks(List.of(placedIn("t")), withPart.schema(), part, forgotten))
        .containsExactly("Forgotten NOT_IN_CATALOGUE");
  }

  @Test
  void wantsAnEventTypeInOneTopic() {
    assertThat(breaks(List.of(placedIn("t"), placedIn("u")), PLACED.schema()))
        .containsExactly("u Placed IN_SEVERAL_TOPICS");
  }

  @Test
  void wantsEquallyManyPartitions() {
    // Given
    Topic other = topic("u", "orders", 2, Map.of("Shipped", List.of()));

    // When // Then
    assertThat(
            breaks(List.of(placedIn("t"), other), PLACED.schema(), Draft.event("Shipped").schema()))
        .containsExactly("u PARTITIONS_DIFFER");
  }

  @Test
  void wantsOwnersAndReadersToBeServices() {
    // Given
    Topic owned = topic("t", "nobody", 1, Map.of("Placed", List.of("orders")));
    Topic read = topic("t", "orders", 1, Map.of("Placed", List.of("stranger")));

    // When // Then
    assertThat(breaks(List.of(owned), PLACED.schema())).containsExactly("t UNKNOWN_SERVICE");
    assertThat(breaks(List.of(read), PLACED.schema())).containsExactly("t UNKNOWN_SERVICE");
  }

  private static List<String> breaks(List<Topic> eventTopics, Schema... contracts) {
    Map<String, Schema> byName = new LinkedHashMap<>();
    List.of(contracts).forEach(contract -> byName.put(contract.getName(), contract));
    List<Topic> topics = new ArrayList<>(eventTopics);
    topics.add(DEAD_LETTERS);
    return new CatalogueCheck(new TopicCatalogue(topics), byName)
        .breaks().stream().map(found -> found.where() + " " + found.rule()).toList();
  }

  private static Topic placedIn(String topic) {
    return topic(topic, "orders", 1, Map.of("Placed", List.of("orders")));
  }

  private static Topic topic(
      String name, String owner, int partitions, Map<String, List<String>> events) {
    return new Topic(name, owner, "user_id", partitions, Duration.ofDays(1), events, 0);
  }
}
