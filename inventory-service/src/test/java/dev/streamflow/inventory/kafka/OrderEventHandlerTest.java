package dev.streamflow.inventory.kafka;

import static dev.streamflow.inventory.kafka.OrderEvents.anOrder;
import static dev.streamflow.inventory.kafka.OrderEvents.units;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mockito.Mockito.mock;

import dev.streamflow.engine.Decision;
import dev.streamflow.engine.EventStamps.EventStamp;
import dev.streamflow.engine.Input;
import dev.streamflow.engine.InvalidEvent;
import dev.streamflow.events.StockRejected;
import dev.streamflow.events.StockReleased;
import dev.streamflow.events.StockReserved;
import dev.streamflow.inventory.Reservation;
import dev.streamflow.inventory.Reservations;
import dev.streamflow.inventory.Shelf;
import dev.streamflow.inventory.Stock;
import dev.streamflow.inventory.Stocks;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;

class OrderEventHandlerTest {

  private final OrderEventHandler handler =
      new OrderEventHandler(
          mock(Reservations.class),
          mock(Stocks.class),
          () -> new EventStamp(UUID.randomUUID(), Instant.EPOCH));

  private final OrderEvents order = anOrder();
  private final Shelf shelf =
      new Shelf(
          Reservation.blank(order.orderId(), order.userId()),
          Map.of("beer", Stock.none("beer").deliver(5)));

  @Test
  void publishesWhatIsReservedAndWhatIsReleased() {
    Decision<Shelf> reserved = decide(shelf, order.created(units(5, "beer")));
    Decision<Shelf> released = decide(reserved.state(), order.cancelled());

    assertThat(reserved.events()).singleElement().isInstanceOf(StockReserved.class);
    assertThat(released.events())
        .singleElement()
        .extracting(event -> ((StockReleased) event).getLines().getFirst().getQuantity())
        .isEqualTo(5);
  }

  @Test
  void publishesWhatIsShortAndThatNothingWasToRelease() {
    Decision<Shelf> rejected = decide(shelf, order.created(units(6, "beer")));
    Decision<Shelf> released = decide(rejected.state(), order.cancelled());

    assertThat(rejected.events()).singleElement().isInstanceOf(StockRejected.class);
    assertThat(released.events())
        .singleElement()
        .extracting(event -> ((StockReleased) event).getLines())
        .asList()
        .isEmpty();
  }

  @Test
  void isSilentAboutWhatChangesNothing() {
    Shelf cancelled = decide(shelf, order.cancelled()).state();

    assertThat(decide(cancelled, order.cancelled())).isEqualTo(Decision.of(cancelled));
    assertThat(decide(cancelled, order.created(units(1, "beer"))))
        .isEqualTo(Decision.of(cancelled));
  }

  @Test
  void isSilentAboutASale() {
    Shelf reserved = decide(shelf, order.created(units(1, "beer"))).state();

    assertThat(decide(reserved, order.confirmed()).events()).isEmpty();
  }

  @Test
  void refusesWhatContradictsTheStateForGood() {
    Shelf reserved = decide(shelf, order.created(units(1, "beer"))).state();
    Shelf sold = decide(reserved, order.confirmed()).state();

    assertRefused(shelf, order.confirmed(), "cannot be sold: it is NEW, not RESERVED");
    assertRefused(sold, order.cancelled(), "cannot be cancelled: its stock is SOLD");
  }

  private void assertRefused(Shelf shelf, SpecificRecord event, String cause) {
    assertThatExceptionOfType(InvalidEvent.class)
        .isThrownBy(() -> decide(shelf, event))
        .withMessage("Order %s %s".formatted(order.orderId(), cause));
  }

  private Decision<Shelf> decide(Shelf shelf, SpecificRecord event) {
    return handler.decide(shelf, new Input.Event(event, null));
  }
}
