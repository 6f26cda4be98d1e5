package dev.streamflow.order.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.streamflow.engine.EventStamps;
import dev.streamflow.events.CancellationReason;
import dev.streamflow.events.Money;
import dev.streamflow.events.OrderCancelled;
import dev.streamflow.events.OrderConfirmed;
import dev.streamflow.events.OrderCreated;
import dev.streamflow.events.OrderLine;
import dev.streamflow.localstack.EventLog;
import dev.streamflow.order.OrderHistory;
import dev.streamflow.order.RunningOrders;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpStatus;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

class SagaIT extends RunningOrders {

  private static EventLog log;

  @Autowired private EventStamps stamps;
  @Autowired private OrderHistory orders;

  @BeforeAll
  static void open() {
    log = EventLog.of(STACK);
  }

  @AfterAll
  static void close() {
    log.close();
  }

  @Test
  void announcesAnOrderWithFrozenPricesOnce() {
    // When
    UUID id = place();

    // Then
    OrderCreated created = log.await(OrderCreated.class, event -> event.getOrderId().equals(id));
    assertThat(created.getUserId()).isEqualTo(mary);
    assertThat(created.getCountry()).isEqualTo("US");
    assertThat(created.getTotal()).isEqualTo(new Money(644L, "USD"));
    assertThat(created.getLines())
        .containsExactly(
            new OrderLine(BERRY_JUICE, 2, new Money(285L, "USD")),
            new OrderLine(MANGO_DRINK, 1, new Money(74L, "USD")));
    assertThat(steps(id)).containsExactly(created.getEventId());
  }

  @Test
  void confirmsWithTheShipment() {
    // Given
    UUID id = place();
    Events events = eventsOf(id);

    // When
    publish(events.stockReserved(), events.paymentCaptured(), events.shipmentScheduled());

    // Then
    OrderConfirmed confirmed =
        log.await(OrderConfirmed.class, event -> event.getOrderId().equals(id));
    assertThat(confirmed.getTotal()).isEqualTo(new Money(644L, "USD"));
    assertThat(steps(id)).contains(confirmed.getEventId());
    assertThat(get(id)).bodyJson().extractingPath("$.status").isEqualTo("CONFIRMED");
    assertProblem(cancel(id), HttpStatus.CONFLICT, "order-already-confirmed");
  }

  @Test
  void cancelsWhenTheStockIsShort() {
    // Given
    UUID id = place();

    // When
    publish(eventsOf(id).stockRejected());

    // Then
    assertCancelled(id, CancellationReason.OUT_OF_STOCK, "100: 1 of 3, 200: 0 of 1");
  }

  @Test
  void cancelsWhenThePaymentIsDeclined() {
    // Given
    UUID id = place();

    // When
    publish(eventsOf(id).stockReserved(), eventsOf(id).paymentDeclined());

    // Then
    assertCancelled(id, CancellationReason.PAYMENT_DECLINED, "card_declined");
  }

  @Test
  void cancelsWhenTheCountryIsNotServed() {
    // Given
    UUID id = place();

    // When
    publish(eventsOf(id).shipmentRejected());

    // Then
    assertCancelled(id, CancellationReason.COUNTRY_NOT_SERVED, "no shipping to CA");
  }

  @Test
  void cancelsOnceForTheCustomer() {
    // Given
    UUID id = place();

    // When
    MvcTestResult first = cancel(id);
    MvcTestResult again = cancel(id);

    // Then
    assertThat(first).hasStatusOk();
    assertThat(again).hasStatusOk();
    assertThat(again.getResponse().getContentAsByteArray())
        .isEqualTo(first.getResponse().getContentAsByteArray());
    assertCancelled(id, CancellationReason.CANCELLED_BY_CUSTOMER, "");
  }

  @Test
  void cannotCancelWhatWasNeverPlaced() {
    assertProblem(cancel(UUID.randomUUID()), HttpStatus.NOT_FOUND, "order-not-found");
  }

  @Test
  void fillsOnlyTheHistoryAfterTheEnd() {
    // Given
    UUID id = place();
    Events events = eventsOf(id);
    assertThat(cancel(id)).hasStatusOk();

    // When
    List<SpecificRecord> late =
        List.of(
            events.stockReserved(),
            events.paymentCaptured(),
            events.shipmentScheduled(),
            events.stockReleased(),
            events.paymentRefunded(),
            events.shipmentCancelled());
    late.forEach(log::publish);
    log.publish(late.getFirst());

    // Then
    await().until(() -> steps(id).size() == 2 + late.size());
    assertThat(historyOf(id))
        .startsWith("OrderCreated", "OrderCancelled")
        .containsAll(late.stream().map(event -> event.getSchema().getName()).toList());
    assertCancelled(id, CancellationReason.CANCELLED_BY_CUSTOMER, "");
    assertThat(log.all(OrderConfirmed.class, event -> event.getOrderId().equals(id))).isEmpty();
  }

  @Test
  void endsOnceWhenCancellationAndShipmentMeet() throws Exception {
    // Given
    List<UUID> ids = Stream.generate(this::place).limit(20).toList();

    // When
    List<Future<MvcTestResult>> answers;
    try (ExecutorService customers = Executors.newFixedThreadPool(4)) {
      ids.forEach(id -> customers.submit(() -> publish(eventsOf(id).shipmentScheduled())));
      answers = ids.stream().map(id -> customers.submit(() -> cancel(id))).toList();
    }

    // Then
    for (int i = 0; i < ids.size(); i++) {
      UUID id = ids.get(i);
      await().until(() -> historyOf(id).contains("ShipmentScheduled"));
      if (answers.get(i).get().getResponse().getStatus() == HttpStatus.OK.value()) {
        assertCancelled(id, CancellationReason.CANCELLED_BY_CUSTOMER, "");
        assertThat(historyOf(id)).doesNotContain("OrderConfirmed");
      } else {
        assertProblem(answers.get(i).get(), HttpStatus.CONFLICT, "order-already-confirmed");
        log.await(OrderConfirmed.class, event -> event.getOrderId().equals(id));
        assertThat(historyOf(id)).doesNotContain("OrderCancelled");
      }
    }
  }

  private Events eventsOf(UUID id) {
    return new Events(id, mary, () -> stamps.next().id(), Instant.ofEpochMilli(0));
  }

  private static void publish(SpecificRecord... events) {
    Stream.of(events).forEach(log::publish);
  }

  private void assertCancelled(UUID id, CancellationReason reason, String detail) {
    OrderCancelled cancelled =
        log.await(OrderCancelled.class, event -> event.getOrderId().equals(id));
    assertThat(cancelled.getReason()).isEqualTo(reason);
    assertThat(cancelled.getDetail()).isEqualTo(detail);
    assertThat(log.all(OrderCancelled.class, event -> event.getOrderId().equals(id))).hasSize(1);
    assertThat(steps(id)).contains(cancelled.getEventId());
    assertThat(get(id))
        .bodyJson()
        .isLenientlyEqualTo(
            """
            {"status": "CANCELLED", "cancellation_reason": "%s", "cancellation_detail": "%s"}
            """
                .formatted(reason, detail));
  }

  private List<UUID> steps(UUID id) {
    return orders.find(id).orElseThrow().steps().stream()
        .map(recorded -> recorded.step().eventId())
        .toList();
  }

  private List<String> historyOf(UUID id) {
    return orders.find(id).orElseThrow().steps().stream()
        .map(recorded -> recorded.step().type())
        .toList();
  }
}
