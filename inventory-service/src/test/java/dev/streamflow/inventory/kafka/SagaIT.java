package dev.streamflow.inventory.kafka;

import static dev.streamflow.inventory.kafka.OrderEvents.anOrder;
import static dev.streamflow.inventory.kafka.OrderEvents.units;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.streamflow.events.OrderCreated;
import dev.streamflow.events.Shortage;
import dev.streamflow.events.StockLine;
import dev.streamflow.events.StockRejected;
import dev.streamflow.events.StockReleased;
import dev.streamflow.events.StockReserved;
import dev.streamflow.inventory.Line;
import dev.streamflow.inventory.RunningInventory;
import dev.streamflow.inventory.Stock;
import dev.streamflow.localstack.EventLog;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;

/** The inventory's part in the saga, from topic to topic. */
class SagaIT extends RunningInventory {

  private static final EventLog EVENTS = EventLog.of(STACK);

  private final String beer = aSku("beer");
  private final String milk = aSku("milk");
  private final OrderEvents order = anOrder();

  @Test
  void reservesAllLinesAndCarriesThemOn() {
    // Given
    deliver(new Line(beer, 10), new Line(milk, 5));
    OrderCreated created = order.created(units(3, beer), units(5, milk));

    // When
    happens(created);

    // Then
    assertThat(reserved())
        .singleElement()
        .satisfies(
            event -> {
              assertThat(event.getUserId()).isEqualTo(order.userId());
              assertThat(event.getLines()).isEqualTo(created.getLines());
              assertThat(event.getTotal()).isEqualTo(created.getTotal());
              assertThat(event.getCountry()).isEqualTo("US");
            });
    assertStock(new Stock(beer, 10, 7, 3, 0), new Stock(milk, 5, 0, 5, 0));
  }

  @Test
  void rejectsTheOrderAndNamesEveryShortArticle() {
    String caviar = aSku("caviar");
    deliver(new Line(beer, 10), new Line(milk, 5));

    happens(order.created(units(3, beer), units(3, milk), units(3, milk), units(1, caviar)));

    assertThat(EVENTS.all(StockRejected.class, event -> isOurs(event.getOrderId())))
        .singleElement()
        .extracting(StockRejected::getShortages)
        .asList()
        .containsExactlyInAnyOrder(new Shortage(milk, 6, 5), new Shortage(caviar, 1, 0));
    assertStock(new Stock(beer, 10, 10, 0, 0), new Stock(milk, 5, 5, 0, 0));
  }

  @Test
  void releasesExactlyWhatWasReserved() {
    deliver(new Line(beer, 10), new Line(milk, 5));

    happens(order.created(units(3, beer), units(1, milk), units(1, milk)), order.cancelled());

    assertThat(released())
        .singleElement()
        .extracting(StockReleased::getLines)
        .asList()
        .containsExactlyInAnyOrder(new StockLine(beer, 3), new StockLine(milk, 2));
    assertStock(new Stock(beer, 10, 10, 0, 0), new Stock(milk, 5, 5, 0, 0));
  }

  @Test
  void answersTheCancellationOfARejectedOrderWithoutLinesOnce() {
    happens(order.created(units(1, beer)), order.cancelled(), order.cancelled());

    assertReleasedNothingOnce();
  }

  @Test
  void answersTheCancellationOfAnUnknownOrderAndRefusesItWhenItComesLate() {
    deliver(new Line(beer, 10));

    happens(order.cancelled(), order.created(units(1, beer)), order.cancelled());

    assertReleasedNothingOnce();
    assertThat(reserved()).isEmpty();
    assertStock(new Stock(beer, 10, 10, 0, 0));
  }

  @Test
  void sellsWhatWasReserved() {
    deliver(new Line(beer, 10));

    happens(order.created(units(3, beer)), order.confirmed(), order.confirmed());

    assertStock(new Stock(beer, 10, 7, 0, 3));
  }

  @Test
  void goesOnAfterAnEventThatContradicts() {
    deliver(new Line(beer, 10));

    happens(order.confirmed(), order.created(units(1, "nul\0")), order.created(units(3, beer)));

    assertThat(reserved()).hasSize(1);
    assertStock(new Stock(beer, 10, 7, 3, 0));
  }

  @Test
  void takesEachEventOnce() {
    deliver(new Line(beer, 10));
    SpecificRecord created = order.created(units(3, beer));
    SpecificRecord confirmed = order.confirmed();

    happens(created, created);
    happens(created, confirmed, created, confirmed);

    assertThat(reserved()).hasSize(1);
    assertStock(new Stock(beer, 10, 7, 0, 3));
  }

  @Test
  void reservesNoMoreOfAHotArticleThanThereIs() {
    // Given
    int orders = 500;
    int units = 300;
    deliver(new Line(beer, units));

    // When
    try (ExecutorService customers = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int number = 0; number < orders; number++) {
        customers.submit(() -> EVENTS.publish(anOrder().created(units(1, beer))));
      }
    }

    // Then
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> reservationsOfBeer() + rejectionsOfBeer() == orders);
    assertThat(reservationsOfBeer()).isEqualTo(units);
    assertStock(new Stock(beer, units, 0, units, 0));
  }

  /**
   * Publishes events of the order, and waits until the service is through with them: it has
   * answered an order that the same user has placed after them.
   */
  private void happens(SpecificRecord... events) {
    OrderEvents next = new OrderEvents(anOrder().orderId(), order.userId());
    for (SpecificRecord event : events) {
      EVENTS.publish(event);
    }
    EVENTS.publish(next.created(units(1, aSku("nowhere"))));
    EVENTS.await(StockRejected.class, event -> event.getOrderId().equals(next.orderId()));
  }

  private void assertReleasedNothingOnce() {
    assertThat(released()).singleElement().extracting(StockReleased::getLines).isEqualTo(List.of());
  }

  private List<StockReserved> reserved() {
    return EVENTS.all(StockReserved.class, event -> isOurs(event.getOrderId()));
  }

  private List<StockReleased> released() {
    return EVENTS.all(StockReleased.class, event -> isOurs(event.getOrderId()));
  }

  private boolean isOurs(UUID orderId) {
    return orderId.equals(order.orderId());
  }

  private int reservationsOfBeer() {
    return EVENTS
        .all(StockReserved.class, event -> event.getLines().getFirst().getSku().equals(beer))
        .size();
  }

  private int rejectionsOfBeer() {
    return EVENTS
        .all(StockRejected.class, event -> event.getShortages().getFirst().getSku().equals(beer))
        .size();
  }
}
