package dev.streamflow.shipping.kafka;

import static dev.streamflow.shipping.kafka.Fixtures.orderCancelled;
import static dev.streamflow.shipping.kafka.Fixtures.paymentCaptured;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mockito.Mockito.mock;

import dev.streamflow.engine.Decision;
import dev.streamflow.engine.EventStamps.EventStamp;
import dev.streamflow.engine.Input;
import dev.streamflow.engine.InvalidEvent;
import dev.streamflow.events.Money;
import dev.streamflow.events.ShipmentCancelled;
import dev.streamflow.events.ShipmentRejected;
import dev.streamflow.events.ShipmentScheduled;
import dev.streamflow.events.StockLine;
import dev.streamflow.shipping.ServedCountries;
import dev.streamflow.shipping.Shipment;
import dev.streamflow.shipping.Shipments;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;

class ShipmentHandlerTest {

  private static final Instant NOW = Instant.parse("2026-01-31T10:15:30Z");
  private static final UUID ORDER = UUID.randomUUID();

  private final ShipmentHandler handler =
      new ShipmentHandler(
          mock(Shipments.class),
          new ServedCountries(Set.of("US")),
          () -> new EventStamp(UUID.randomUUID(), NOW));

  private final Shipment unknown = Shipment.blank(ORDER, "user-1");

  @Test
  void tellsThatAShipmentIsScheduled() {
    Decision<Shipment> decision = decide(unknown, paymentCaptured(ORDER, "user-1", "US"));

    ShipmentScheduled event = theOnlyEvent(decision, ShipmentScheduled.class);
    assertThat(event.getShipmentId()).isEqualTo(decision.state().shipmentId());
    assertThat(event.getCountry()).isEqualTo("US");
    assertThat(event.getOrderId()).isEqualTo(ORDER);
    assertThat(event.getUserId()).isEqualTo("user-1");
    assertThat(event.getOccurredAt()).isEqualTo(NOW);
    assertThat(event.getEventId()).isNotEqualTo(event.getShipmentId());
  }

  @Test
  void tellsWhichCountryIsNotServed() {
    Decision<Shipment> decision = decide(unknown, paymentCaptured(ORDER, "user-1", "CA"));

    assertThat(theOnlyEvent(decision, ShipmentRejected.class).getCountry()).isEqualTo("CA");
  }

  @Test
  void answersACancellationWithTheLinesThatWereScheduled() {
    Shipment scheduled = decide(unknown, paymentCaptured(ORDER, "user-1", "US")).state();

    Decision<Shipment> decision = decide(scheduled, orderCancelled(ORDER, "user-1"));

    assertThat(theOnlyEvent(decision, ShipmentCancelled.class).getLines())
        .containsExactly(new StockLine("berry-juice", 2));
  }

  @Test
  void saysNothingAboutRepetitionsAndLateSteps() {
    Shipment cancelled = decide(unknown, orderCancelled(ORDER, "user-1")).state();

    for (SpecificRecord late :
        List.of(orderCancelled(ORDER, "user-1"), paymentCaptured(ORDER, "user-1", "US"))) {
      Decision<Shipment> decision = decide(cancelled, late);
      assertThat(decision).isEqualTo(Decision.of(cancelled));
    }
  }

  @Test
  void refusesATypeThatItHasNoDecisionFor() {
    SpecificRecord unexpected = new Money(1L, "USD");

    assertThatExceptionOfType(InvalidEvent.class).isThrownBy(() -> decide(unknown, unexpected));
  }

  private Decision<Shipment> decide(Shipment shipment, SpecificRecord event) {
    return handler.decide(shipment, new Input.Event(event, null));
  }

  private static <T> T theOnlyEvent(Decision<?> decision, Class<T> type) {
    assertThat(decision.events()).singleElement().isInstanceOf(type);
    return type.cast(decision.events().getFirst());
  }
}
