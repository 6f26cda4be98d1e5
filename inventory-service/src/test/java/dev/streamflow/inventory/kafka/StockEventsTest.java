package dev.streamflow.inventory.kafka;

import static dev.streamflow.inventory.kafka.OrderEvents.anOrder;
import static dev.streamflow.inventory.kafka.OrderEvents.units;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.streamflow.engine.EventStamps.EventStamp;
import dev.streamflow.engine.InvalidEvent;
import dev.streamflow.events.OrderCreated;
import dev.streamflow.events.StockLine;
import dev.streamflow.events.StockRejected;
import dev.streamflow.events.StockReleased;
import dev.streamflow.events.StockReserved;
import dev.streamflow.inventory.Line;
import dev.streamflow.inventory.Shortage;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class StockEventsTest {

  private static final EventStamp STAMP = new EventStamp(UUID.randomUUID(), Instant.EPOCH);

  private final StockEvents events = new StockEvents(() -> STAMP);
  private final OrderEvents order = anOrder();

  @Test
  void carriesOnWhatPaymentAndShippingNeed() {
    OrderCreated created = order.created(units(2, "beer"), units(1, "milk"));

    assertThat(events.reserved(created))
        .isEqualTo(
            new StockReserved(
                STAMP.id(),
                STAMP.time(),
                order.userId(),
                order.orderId(),
                created.getLines(),
                created.getTotal(),
                "US"));
  }

  @Test
  void namesWhatIsShort() {
    assertThat(events.rejected(order.created(), List.of(new Shortage("milk", 6, 5))))
        .isEqualTo(
            new StockRejected(
                STAMP.id(),
                STAMP.time(),
                order.userId(),
                order.orderId(),
                List.of(new dev.streamflow.events.Shortage("milk", 6, 5))));
  }

  @Test
  void namesWhatIsFreeAgain() {
    assertThat(events.released(order.cancelled(), List.of(new Line("milk", 6))))
        .isEqualTo(
            new StockReleased(
                STAMP.id(),
                STAMP.time(),
                order.userId(),
                order.orderId(),
                List.of(new StockLine("milk", 6))));
  }

  @Test
  void refusesAnOrderWithoutLines() {
    assertRefused(order.created(), "no lines");
  }

  @Test
  void refusesLinesThatCannotBe() {
    assertRefused(order.created(units(0, "beer")), "0 units of beer");
    assertRefused(order.created(units(1, "nul\0")), "'nul\0' is no SKU");
  }

  @Test
  void refusesMoreUnitsThanItsOwnEventsCanName() {
    assertRefused(
        order.created(units(Integer.MAX_VALUE, "beer"), units(1, "beer")),
        "more units than the contracts can count");
  }

  private void assertRefused(OrderCreated created, String cause) {
    assertThatExceptionOfType(InvalidEvent.class)
        .isThrownBy(() -> StockEvents.linesOf(created))
        .withMessage("Order %s cannot be: %s".formatted(order.orderId(), cause));
  }
}
