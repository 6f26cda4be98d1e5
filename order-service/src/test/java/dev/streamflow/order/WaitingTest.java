package dev.streamflow.order;

import static dev.streamflow.order.Samples.MORNING;
import static org.assertj.core.api.Assertions.assertThat;

import dev.streamflow.order.Order.CancellationReason;
import dev.streamflow.order.Order.Step;
import dev.streamflow.order.OrderHistory.RecordedStep;
import dev.streamflow.schemas.Topic;
import dev.streamflow.schemas.TopicCatalogue;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WaitingTest {

  private final Order pending = Samples.pendingOrder(UUID.randomUUID());

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          OrderCreated                                 | inventory-service | StockReserved     | 0
          OrderCreated, StockReserved                  | payment-service   | PaymentCaptured   | 1
          OrderCreated, StockReserved, PaymentCaptured | shipping-service  | ShipmentScheduled | 2
          OrderCreated, PaymentCaptured, StockReserved | shipping-service  | ShipmentScheduled | 1
          """)
  void waitsForTheParticipantWhoseTurnItIs(
      String history, String service, String success, int sinceStep) {
    assertThat(waiting(pending, history))
        .singleElement()
        .satisfies(
            waiting -> {
              assertThat(waiting.service()).isEqualTo(service);
              assertThat(waiting.events()).hasSize(2).contains(success);
              assertThat(waiting.since()).isEqualTo(recordedAt(sinceStep));
            });
  }

  @Test
  void waitsForEachParticipantToUndoWhatItDid() {
    // Given
    Order cancelled =
        pending.cancel(CancellationReason.CANCELLED_BY_CUSTOMER, "", Samples.stamps());

    // Then
    assertThat(waiting(cancelled, "OrderCreated, OrderCancelled, PaymentRefunded"))
        .containsExactly(
            new Waiting("inventory-service", List.of("StockReleased"), cancelled.finishedAt()),
            new Waiting("shipping-service", List.of("ShipmentCancelled"), cancelled.finishedAt()));
    assertThat(
            waiting(cancelled, "OrderCancelled, PaymentRefunded, StockReleased, ShipmentCancelled"))
        .isEmpty();
  }

  @Test
  void waitsForNothingOnceItIsConfirmed() {
    assertThat(waiting(pending.confirm(Samples.stamps()), "OrderCreated, OrderConfirmed"))
        .isEmpty();
  }

  @Test
  void knowsAllAnswersOfAllParticipants() {
    // Given
    TopicCatalogue catalogue = TopicCatalogue.load();
    Map<String, Set<String>> read = catalogue.readBy("order-service");

    // Then
    for (Participant participant : Participant.values()) {
      Topic topic = catalogue.topicOf(TopicCatalogue.EVENT_NAMESPACE + "." + participant.success);
      assertThat(topic.owner()).isEqualTo(participant.service);
      assertThat(read.get(topic.name()))
          .containsExactlyInAnyOrderElementsOf(
              Stream.of(participant.success, participant.failure, participant.compensation)
                  .map(type -> TopicCatalogue.EVENT_NAMESPACE + "." + type)
                  .collect(Collectors.toSet()));
    }
    assertThat(read).hasSameSizeAs(Participant.values());
  }

  /** Each step is recorded a minute after the one before it. */
  private static List<Waiting> waiting(Order order, String history) {
    List<RecordedStep> steps = new ArrayList<>();
    for (String type : history.split(", ")) {
      steps.add(
          new RecordedStep(
              new Step(UUID.randomUUID(), type, MORNING, 1, ""), recordedAt(steps.size())));
    }
    return Waiting.of(order, steps);
  }

  private static Instant recordedAt(int step) {
    return MORNING.plusSeconds(60L * step);
  }
}
