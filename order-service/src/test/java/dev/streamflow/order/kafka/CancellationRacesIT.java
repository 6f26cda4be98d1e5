package dev.streamflow.order.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.streamflow.engine.EventStamps;
import dev.streamflow.events.OrderCancelled;
import dev.streamflow.events.OrderConfirmed;
import dev.streamflow.localstack.EventLog;
import dev.streamflow.localstack.HeldLock;
import dev.streamflow.order.OrderHistory;
import dev.streamflow.order.RunningOrders;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpStatus;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

/**
 * Customers and the saga want the same order at the same time. They queue up for its row in an
 * order that the test decides; then the row is let go.
 */
class CancellationRacesIT extends RunningOrders {

  private static final String CANCEL = "cancel";

  private static final DataSource DATABASE = STACK.databaseOf("order-service");

  private static EventLog log;

  @Autowired private EventStamps stamps;
  @Autowired private OrderHistory orders;

  private UUID order;
  private Events events;

  @BeforeAll
  static void open() {
    log = EventLog.of(STACK);
  }

  @AfterAll
  static void close() {
    log.close();
  }

  @BeforeEach
  void placeAnOrderThatTheSagaHasReached() {
    order = place();
    events = new Events(order, mary, () -> stamps.next().id(), Instant.ofEpochMilli(0));
    log.publish(events.stockReserved());
    await().until(() -> history().contains("StockReserved"));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ShipmentScheduled, cancel, cancel | ShipmentScheduled, OrderConfirmed
          cancel, ShipmentScheduled, cancel | OrderCancelled, ShipmentScheduled
          cancel, cancel, ShipmentScheduled | OrderCancelled, ShipmentScheduled
          StockReserved, cancel             | StockReserved, OrderCancelled
          cancel, StockReserved             | OrderCancelled, StockReserved
          PaymentCaptured, cancel           | PaymentCaptured, OrderCancelled
          cancel, PaymentCaptured           | OrderCancelled, PaymentCaptured
          """)
  void endsOnceAsWhoeverComesFirstSays(String queue, String history) throws Exception {
    // When
    List<MvcTestResult> answers = compete(List.of(queue.split(", ")));

    // Then
    boolean confirmed = history.contains("OrderConfirmed");
    HttpStatus told = confirmed ? HttpStatus.CONFLICT : HttpStatus.OK;
    assertThat(answers).allSatisfy(answer -> assertThat(answer).hasStatus(told));
    await()
        .untilAsserted(
            () -> assertThat(history()).isEqualTo("OrderCreated, StockReserved, " + history));
    assertThat(publishedEnds())
        .singleElement()
        .isInstanceOf(confirmed ? OrderConfirmed.class : OrderCancelled.class);
  }

  @Test
  void asksTheCustomerToTryAgainIfTheOrderIsHeldForTooLong() {
    // When
    MvcTestResult answer;
    try (HeldLock _ = lockOfTheOrder()) {
      answer = cancel(order);
    }

    // Then
    assertProblem(answer, HttpStatus.SERVICE_UNAVAILABLE, "try-again");
    assertThat(cancel(order)).hasStatusOk();
  }

  /** Lines them up for the order's row, lets it go, and returns what the customers were told. */
  private List<MvcTestResult> compete(List<String> competitors) throws Exception {
    List<Future<MvcTestResult>> answers = new ArrayList<>();
    try (ExecutorService customers = Executors.newVirtualThreadPerTaskExecutor();
        HeldLock _ = lockOfTheOrder()) {
      for (int place = 1; place <= competitors.size(); place++) {
        String competitor = competitors.get(place - 1);
        if (competitor.equals(CANCEL)) {
          answers.add(customers.submit(() -> cancel(order)));
        } else {
          log.publish(eventCalled(competitor));
        }
        await().until(() -> HeldLock.waitingIn(DATABASE), Predicate.isEqual(place));
      }
    }
    List<MvcTestResult> told = new ArrayList<>();
    for (Future<MvcTestResult> answer : answers) {
      told.add(answer.get());
    }
    return told;
  }

  private HeldLock lockOfTheOrder() {
    return HeldLock.by(DATABASE, "SELECT 1 FROM orders WHERE order_id = ? FOR UPDATE", order);
  }

  private SpecificRecord eventCalled(String name) {
    return switch (name) {
      case "StockReserved" -> events.stockReserved();
      case "PaymentCaptured" -> events.paymentCaptured();
      case "ShipmentScheduled" -> events.shipmentScheduled();
      default -> throw new IllegalArgumentException(name);
    };
  }

  private String history() {
    return orders.find(order).orElseThrow().steps().stream()
        .map(recorded -> recorded.step().type())
        .collect(Collectors.joining(", "));
  }

  /** How the order has ended, as its topic tells once all is published. */
  private List<SpecificRecord> publishedEnds() {
    await()
        .until(
            () -> jdbc.sql("SELECT count(*) FROM outbox").query(Long.class).single(),
            Predicate.isEqual(0L));
    List<SpecificRecord> ends = new ArrayList<>();
    ends.addAll(log.all(OrderConfirmed.class, event -> event.getOrderId().equals(order)));
    ends.addAll(log.all(OrderCancelled.class, event -> event.getOrderId().equals(order)));
    return ends;
  }
}
