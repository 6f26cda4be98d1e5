package dev.streamflow.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TopicCatalogueTest {

  private final TopicCatalogue catalogue = TopicCatalogue.load();

  @Test
  void knowsTheTopicOfAnEventType() {
    Topic topic = catalogue.topicOf("dev.streamflow.events.PaymentCaptured");

    assertThat(topic.name()).isEqualTo("payment.events");
    assertThat(topic.owner()).isEqualTo("payment-service");
    assertThat(topic.partitions()).isEqualTo(24);
    assertThat(topic.retention()).isEqualTo(Duration.ofDays(7));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> catalogue.topicOf("dev.streamflow.events.Nothing"));
  }

  @Test
  void knowsWhatAServiceReadsAndWrites() {
    assertThat(catalogue.readBy("payment-service"))
        .isEqualTo(
            Map.of(
                "order.events", Set.of("dev.streamflow.events.OrderCancelled"),
                "inventory.events", Set.of("dev.streamflow.events.StockReserved")));
    assertThat(catalogue.writtenBy("payment-service"))
        .containsExactlyInAnyOrder(
            "dev.streamflow.events.PaymentCaptured",
            "dev.streamflow.events.PaymentDeclined",
            "dev.streamflow.events.PaymentRefunded");
  }

  @Test
  void givesEveryServiceADeadLetterTopicThatTakesMoreThanAnEventTopic() {
    assertThat(catalogue.services()).isNotEmpty();
    for (String service : catalogue.services()) {
      assertThat(catalogue.topics())
          .filteredOn(topic -> topic.name().equals(TopicCatalogue.deadLetterTopicOf(service)))
          .singleElement()
          .extracting(Topic::maxMessageBytes)
          .isEqualTo(2 * 1024 * 1024);
    }
  }

  @Test
  void wantsAMajorityOfThreeReplicasBeforeARecordIsAcknowledged() {
    Topic topic = catalogue.topics().getFirst();

    assertThat(topic.settings(1)).containsEntry("min.insync.replicas", "1");
    assertThat(topic.settings(3)).containsEntry("min.insync.replicas", "2");
  }
}
