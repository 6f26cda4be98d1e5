package dev.streamflow.engine.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.streamflow.schemas.TopicCatalogue;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SampleEventsTest {

  static Stream<String> everyType() {
    TopicCatalogue catalogue = TopicCatalogue.load();
    return catalogue.services().stream().flatMap(service -> catalogue.writtenBy(service).stream());
  }

  @ParameterizedTest
  @MethodSource("everyType")
  void makesOneOfEveryTypeInTheCatalogue(String type) {
    SpecificRecord sample = SampleEvents.of(type);

    assertThat(sample.getSchema().getFullName()).isEqualTo(type);
    assertThat(sample.get(sample.getSchema().getField("event_id").pos())).isNotNull();
  }
}
