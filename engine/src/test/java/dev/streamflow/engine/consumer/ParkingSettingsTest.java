package dev.streamflow.engine.consumer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.streamflow.engine.Input;
import dev.streamflow.engine.TestEvents;
import dev.streamflow.engine.transaction.Fault;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

class ParkingSettingsTest {

  private static final UUID ORDER = TestEvents.newId();

  private final ParkingSettings settings =
      new ParkingSettings(
          List.of(Duration.ofSeconds(1), Duration.ofSeconds(10)),
          2,
          Set.of("OrderCancelled"),
          Set.of());

  @Test
  void pausesLongerEachTimeAndThenAlwaysTheSame() {
    assertThat(settings.pauseAfter(1, 0)).isEqualTo(Duration.ofSeconds(1));
    assertThat(settings.pauseAfter(2, 0)).isEqualTo(Duration.ofSeconds(10));
    assertThat(settings.pauseAfter(9, 0)).isEqualTo(Duration.ofSeconds(10));
  }

  @Test
  void pausesUpToAFifthLongerByChance() {
    assertThat(settings.pauseAfter(2, 0.5)).isEqualTo(Duration.ofSeconds(11));
  }

  @Test
  void givesUpAtOnceOnWhatCanNeverWork() {
    assertThat(settings.giveUp(captured(), Fault.OF_THE_DATA, 0)).isTrue();
  }

  @Test
  void givesUpOnADefectAfterItsAttempts() {
    assertThat(settings.giveUp(captured(), Fault.UNCLASSIFIED, 1)).isFalse();
    assertThat(settings.giveUp(captured(), Fault.UNCLASSIFIED, 2)).isTrue();
  }

  @Test
  void neverGivesUpForAnOutageOrAConflict() {
    assertThat(settings.giveUp(captured(), Fault.OF_THE_INFRASTRUCTURE, 99)).isFalse();
    assertThat(settings.giveUp(captured(), Fault.OF_THE_MOMENT, 99)).isFalse();
  }

  @Test
  void neverGivesUpOnACompensation() {
    ConsumedEvent cancelled = event(TestEvents.cancelled(ORDER, "user"));
    assertThat(settings.giveUp(cancelled, Fault.UNCLASSIFIED, 99)).isFalse();
  }

  @Test
  void saysWhatIsWrongWithASetting() {
    assertThatThrownBy(() -> new ParkingSettings(List.of(), 1, Set.of(), Set.of()))
        .hasMessage("streamflow.parking.stages: name one pause at least");
    assertThatThrownBy(() -> new ParkingSettings(settings.stages(), 0, Set.of(), Set.of()))
        .hasMessage("streamflow.parking.attempts: 1 or more, not 0");
  }

  @Test
  void holdsNoTopicThatHasACompensationOrIsNotRead() {
    // Given
    Map<String, Set<String>> read =
        Map.of(
            "payment.events", Set.of("dev.streamflow.events.PaymentCaptured"),
            "order.events", Set.of("dev.streamflow.events.OrderCancelled"));

    // Then
    assertThatCode(() -> holding("payment.events").requireHoldable(read))
        .doesNotThrowAnyException();
    assertThatThrownBy(() -> holding("order.events").requireHoldable(read))
        .hasMessage(
            "streamflow.parking.hold-topics: order.events may not be held,"
                + " it has OrderCancelled, a compensation");
    assertThatThrownBy(() -> holding("shipping.events").requireHoldable(read))
        .hasMessage("streamflow.parking.hold-topics: this service does not read shipping.events");
  }

  private ParkingSettings holding(String topic) {
    return new ParkingSettings(settings.stages(), 2, settings.compensations(), Set.of(topic));
  }

  private static ConsumedEvent captured() {
    return event(TestEvents.captured(ORDER, "user", "charge"));
  }

  private static ConsumedEvent event(SpecificRecord payload) {
    return new ConsumedEvent(
        new ConsumerRecord<>("topic", 0, 0, new byte[0], new byte[0]),
        new Input.Event(payload, null));
  }
}
