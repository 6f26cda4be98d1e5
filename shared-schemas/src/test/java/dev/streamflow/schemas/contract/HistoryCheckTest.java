package dev.streamflow.schemas.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.streamflow.schemas.Topic;
import dev.streamflow.schemas.TopicCatalogue;
import dev.streamflow.schemas.contract.Break.Place;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;

/** Each kind of break makes the build fail and names the place; each allowed change passes. */
class HistoryCheckTest {

  private static final String LINES =
      "{'type': 'array', 'items': {'type': 'record', 'name': 'Line', 'fields': [%s]}}";
  private static final String COLOUR = "{'type': 'enum', 'name': 'Colour', 'symbols': [%s]}";
  private static final String COLOUR_OR_RED =
      "{'type': 'enum', 'name': 'Colour', 'symbols': [%s], 'default': 'RED'}";

  private static final Draft PLACED = Draft.event("Placed");

  @Test
  void refusesAFieldAddedWithoutDefault() {
    assertThat(changed(PLACED, PLACED.with("country", "'string'")))
        .containsExactly("t Placed country FIELD_ADDED_WITHOUT_DEFAULT");
  }

  @Test
  void refusesAFieldRemovedThatHadNoDefault() {
    assertThat(changed(PLACED.with("country", "'string'"), PLACED))
        .containsExactly("t Placed country FIELD_REMOVED_WITHOUT_DEFAULT");
  }

  @Test
  void refusesAChangedType() {
    assertThat(changed(PLACED.with("units", "'int'"), PLACED.with("units", "'string'")))
        .containsExactly("t Placed units TYPE_CHANGED");
  }

  @Test
  void refusesAWidenedTypeBecauseReadersOfBeforeCannotReadIt() {
    assertThat(changed(PLACED.with("units", "'int'"), PLACED.with("units", "'long'")))
        .containsExactly("t Placed units TYPE_CHANGED");
  }

  @Test
  void refusesAnotherUnitOfTimeThoughAvroCanReadIt() {
    // Given
    Draft millis = PLACED.with("at", "{'type': 'long', 'logicalType': 'timestamp-millis'}");
    Draft micros = PLACED.with("at", "{'type': 'long', 'logicalType': 'timestamp-micros'}");

    // When // Then
    assertThat(changed(millis, micros)).containsExactly("t Placed at TYPE_CHANGED");
  }

  @Test
  void refusesANullableFieldThatBecomesMandatory() {
    assertThat(
            changed(
                PLACED.with("note", "['null', 'string']", "null"), PLACED.with("note", "'string'")))
        .contains("t Placed note TYPE_CHANGED");
  }

  @Test
  void refusesARenamedField() {
    assertThat(changed(PLACED.with("country", "'string'"), PLACED.with("land", "'string'")))
        .containsExactlyInAnyOrder(
            "t Placed country FIELD_REMOVED_WITHOUT_DEFAULT",
            "t Placed land FIELD_ADDED_WITHOUT_DEFAULT");
  }

  @Test
  void refusesARenamedFieldThatAnAliasAndADefaultHideFromAvro() {
    assertThat(
            changed(
                PLACED.with("note", "'string'", "''"),
                PLACED.withAlias("remark", "'string'", "''", "note")))
        .containsExactly("t Placed remark FIELD_RENAMED");
  }

  @Test
  void refusesARenamedPartAndNamesThePathToIt() {
    assertThat(
            changed(
                PLACED.with("price", "{'type': 'record', 'name': 'Money', 'fields': []}"),
                PLACED.with("price", "{'type': 'record', 'name': 'Amount', 'fields': []}")))
        .containsExactly("t Placed price TYPE_RENAMED");
  }

  @Test
  void refusesAPartThatMovesToAnotherNamespace() {
    // Given
    String money = "{'type': 'record', 'name': 'Money', 'namespace': '%s', 'fields': []}";

    // When // Then
    assertThat(
            changed(
                PLACED.with("price", money.formatted("dev.streamflow.events")),
                PLACED.with("price", money.formatted("com.example"))))
        .containsExactly("t Placed price TYPE_RENAMED");
  }

  @Test
  void refusesABreakInsideOfAList() {
    assertThat(
            changed(
                PLACED.with("lines", LINES.formatted("{'name': 'sku', 'type': 'string'}")),
                PLACED.with("lines", LINES.formatted("{'name': 'sku', 'type': 'int'}"))))
        .containsExactly("t Placed lines[].sku TYPE_CHANGED");
  }

  @Test
  void refusesAnEnumSymbolAddedWithoutDefault() {
    assertThat(
            changed(
                PLACED.with("colour", COLOUR.formatted("'RED'")),
                PLACED.with("colour", COLOUR.formatted("'RED', 'BLUE'"))))
        .containsExactly("t Placed colour ENUM_SYMBOL_ADDED_WITHOUT_DEFAULT");
  }

  @Test
  void refusesAnEnumSymbolRemovedWithoutDefault() {
    assertThat(
            changed(
                PLACED.with("colour", COLOUR.formatted("'RED', 'BLUE'")),
                PLACED.with("colour", COLOUR.formatted("'RED'"))))
        .containsExactly("t Placed colour ENUM_SYMBOL_REMOVED_WITHOUT_DEFAULT");
  }

  @Test
  void refusesARenamedRecordBecauseItVanishesFromItsTopic() {
    // Given
    var released = releasedIn("t", PLACED.schema());

    // When
    var check = check(topics("t", "Ordered"), List.of(Draft.event("Ordered").schema()), released);

    // Then
    assertThat(breaks(check)).containsExactly("t Placed RECORD_VANISHED");
  }

  @Test
  void refusesARecordThatMovesToAnotherTopic() {
    // Given
    var released = releasedIn("t", PLACED.schema());

    // When
    var check = check(topics("u", "Placed"), List.of(PLACED.schema()), released);

    // Then
    assertThat(breaks(check)).containsExactly("t Placed RECORD_MOVED");
  }

  @Test
  void refusesWhatFitsTheNewestVersionButNotAnOlderOne() {
    // Given: a field that came with a default and loses it now
    var released = releasedIn("t", PLACED.schema(), PLACED.with("note", "'string'", "''").schema());

    // When
    var check =
        check(topics("t", "Placed"), List.of(PLACED.with("note", "'string'").schema()), released);

    // Then
    assertThat(breaks(check)).containsExactly("t Placed note FIELD_ADDED_WITHOUT_DEFAULT");
  }

  @Test
  void saysWhichVersionAndWhatIsWrong() {
    // Given
    var released = releasedIn("t", PLACED.with("country", "'string'").schema());

    // When
    var check = check(topics("t", "Placed"), List.of(PLACED.schema()), released);

    // Then
    assertThat(check.breaks().getFirst().toString())
        .startsWith("t Placed country: against version 1: country (FIELD_REMOVED_WITHOUT_DEFAULT:");
  }

  @Test
  void allowsAFieldWithDefaultToComeAndGo() {
    // Given
    Draft longer = PLACED.with("note", "['null', 'string']", "null").with("units", "'int'", "1");

    // When // Then
    assertThat(changed(PLACED, longer)).isEmpty();
    assertThat(changed(longer, PLACED)).isEmpty();
  }

  @Test
  void allowsEnumSymbolsToComeAndGoIfThereIsADefault() {
    // Given
    Draft two = PLACED.with("colour", COLOUR_OR_RED.formatted("'RED', 'BLUE'"));
    Draft one = PLACED.with("colour", COLOUR_OR_RED.formatted("'RED'"));

    // When // Then
    assertThat(changed(one, two)).isEmpty();
    assertThat(changed(two, one)).isEmpty();
  }

  @Test
  void allowsAnotherOrderOfFields() {
    assertThat(
            changed(
                PLACED.with("a", "'int'").with("b", "'int'"),
                PLACED.with("b", "'int'").with("a", "'int'")))
        .isEmpty();
  }

  @Test
  void allowsANewRecord() {
    // Given
    var released = releasedIn("t", PLACED.schema());
    Schema other = Draft.event("Shipped").schema();

    // When
    var check = check(topics("t", "Placed", "Shipped"), List.of(PLACED.schema(), other), released);

    // Then
    assertThat(breaks(check)).isEmpty();
    assertThat(check.unreleased()).containsOnlyKeys(Place.record("t", "Shipped"));
  }

  @Test
  void wantsEvenAChangedCommentReleasedBecauseTheRegistryComparesContent() {
    // Given
    var released = releasedIn("t", PLACED.schema("before"));

    // When
    var check = check(topics("t", "Placed"), List.of(PLACED.schema("after")), released);

    // Then
    assertThat(check.breaks()).isEmpty();
    assertThat(check.unreleased()).containsOnlyKeys(Place.record("t", "Placed"));
  }

  @Test
  void hasNothingToReleaseIfNothingChanged() {
    var check =
        check(topics("t", "Placed"), List.of(PLACED.schema()), releasedIn("t", PLACED.schema()));

    assertThat(check.unreleased()).isEmpty();
  }

  private static List<String> changed(Draft before, Draft after) {
    return breaks(
        check(
            topics("t", before.name()), List.of(after.schema()), releasedIn("t", before.schema())));
  }

  private static List<String> breaks(HistoryCheck check) {
    return check.breaks().stream().map(found -> found.where() + " " + found.rule()).toList();
  }

  private static HistoryCheck check(
      TopicCatalogue catalogue,
      List<Schema> contracts,
      SequencedMap<Place, List<Schema>> released) {
    Map<String, Schema> byName = new LinkedHashMap<>();
    contracts.forEach(contract -> byName.put(contract.getName(), contract));
    return new HistoryCheck(catalogue, byName, released);
  }

  private static SequencedMap<Place, List<Schema>> releasedIn(String topic, Schema... versions) {
    SequencedMap<Place, List<Schema>> released = new LinkedHashMap<>();
    released.put(Place.record(topic, versions[0].getName()), List.of(versions));
    return released;
  }

  private static TopicCatalogue topics(String topic, String... events) {
    Map<String, List<String>> readers = new LinkedHashMap<>();
    Stream.of(events).forEach(event -> readers.put(event, List.of()));
    return new TopicCatalogue(
        List.of(new Topic(topic, "orders", "user_id", 1, Duration.ofDays(1), readers, 0)));
  }
}
