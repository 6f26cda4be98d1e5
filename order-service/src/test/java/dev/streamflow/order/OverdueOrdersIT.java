package dev.streamflow.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.streamflow.engine.EventStamps;
import dev.streamflow.events.CancellationReason;
import dev.streamflow.events.OrderCancelled;
import dev.streamflow.events.OrderConfirmed;
import dev.streamflow.localstack.EventLog;
import dev.streamflow.localstack.HeldLock;
import dev.streamflow.order.Stamps.Stamp;
import dev.streamflow.order.kafka.Events;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionOperations;

/** The sweepers of these tests live an hour later than everybody else. */
class OverdueOrdersIT extends RunningOrders {

  private static final DataSource DATABASE = STACK.databaseOf("order-service");
  private static final int ENOUGH = 100;

  private static EventLog log;

  private Instant knownUntil = Instant.MAX;
  private final MeterRegistry meters = new SimpleMeterRegistry();

  @Autowired private Orders orders;
  @Autowired private OrderHistory history;
  @Autowired private Announcements announcements;
  @Autowired private Stamps stamps;
  @Autowired private OrderSettings settings;
  @Autowired private TransactionOperations transaction;
  @Autowired private EventStamps eventStamps;

  @BeforeAll
  static void open() {
    log = EventLog.of(STACK);
  }

  @AfterAll
  static void close() {
    log.close();
  }

  @BeforeEach
  void leaveTheOrdersOfOtherTestsAlone() {
    jdbc.sql("UPDATE orders SET deadline = deadline + interval '1 year' WHERE status = 'PENDING'")
        .update();
  }

  @Test
  void cancelsWhatIsOverdueAndNothingElse() {
    // Given
    UUID overdue = place();
    UUID inTime = place();
    postpone(inTime);

    // When
    int cancelled = sweeper(ENOUGH).cancelSome();

    // Then
    assertThat(cancelled).isEqualTo(1);
    OrderCancelled event = log.await(OrderCancelled.class, about(overdue));
    assertThat(event.getReason()).isEqualTo(CancellationReason.TIMED_OUT);
    assertThat(get(overdue))
        .bodyJson()
        .isLenientlyEqualTo(
            """
            {"status": "CANCELLED", "cancellation_reason": "TIMED_OUT"}
            """);
    assertThat(history.find(inTime).orElseThrow().order().isPending()).isTrue();
    assertThat(meters.counter("streamflow.orders.timeouts").count()).isEqualTo(1);
  }

  @Test
  void fillsOnlyTheHistoryWithASuccessThatComesTooLate() {
    // Given
    UUID id = place();
    sweeper(ENOUGH).cancelSome();

    // When
    log.publish(eventsOf(id).paymentCaptured());
    awaitHistory(id, "OrderCreated", "OrderCancelled", "PaymentCaptured");
    log.publish(eventsOf(id).shipmentScheduled());

    // Then
    awaitHistory(id, "OrderCreated", "OrderCancelled", "PaymentCaptured", "ShipmentScheduled");
    assertThat(history.find(id).orElseThrow().order().status()).isEqualTo(Order.Status.CANCELLED);
    assertEndsOnce(id);
  }

  @Test
  void cancelsNoMoreThanItMayAndThoseThatWaitLongestFirst() {
    // Given
    List<UUID> ids = Stream.generate(this::place).limit(5).toList();
    OverdueOrders sweeper = sweeper(2);

    // Then
    for (int round = 1; round <= 3; round++) {
      int due = Math.min(2 * round, ids.size());
      assertThat(sweeper.cancelSome()).isEqualTo(due - 2 * (round - 1));
      assertThat(ids.stream().filter(this::isPending)).isEqualTo(ids.subList(due, ids.size()));
    }
    assertThat(sweeper.cancelSome()).isZero();
  }

  @Test
  void doesNotGiveUpAnOrderWhoseOutcomeMayBeUnread() {
    // Given
    UUID id = place();
    Instant deadline = history.find(id).orElseThrow().order().deadline();

    // Then
    knownUntil = Instant.EPOCH;
    assertThat(sweeper(ENOUGH).cancelSome()).isZero();
    knownUntil = deadline.minusMillis(1);
    assertThat(sweeper(ENOUGH).cancelSome()).isZero();
    knownUntil = deadline;
    assertThat(sweeper(ENOUGH).cancelSome()).isEqualTo(1);
  }

  @Test
  void cancelsByItself() {
    // Given
    UUID id = place();

    // When
    jdbc.sql("UPDATE orders SET deadline = now() WHERE order_id = ?").param(id).update();

    // Then
    await().until(() -> !isPending(id));
    assertThat(log.await(OrderCancelled.class, about(id)).getReason())
        .isEqualTo(CancellationReason.TIMED_OUT);
  }

  @Test
  void sharesTheOrdersBetweenTwoSweepers() {
    // Given
    List<UUID> ids = Stream.generate(this::place).limit(5).toList();
    OverdueOrders second = sweeper(ENOUGH);
    OverdueOrders first = sweeper(2, () -> assertThat(inParallel(second)).isEqualTo(3));

    // When
    int cancelled = first.cancelSome();

    // Then
    assertThat(cancelled).isEqualTo(2);
    assertThat(ids).noneMatch(this::isPending).allSatisfy(this::assertEndsOnce);
  }

  @Test
  void leavesAnOrderAloneThatIsJustBeingConfirmed() {
    // Given
    UUID id = place();

    // When
    int cancelled;
    try (HeldLock _ = lockOf(id)) {
      log.publish(eventsOf(id).shipmentScheduled());
      awaitWhoWaits(1);
      cancelled = sweeper(ENOUGH).cancelSome();
    }

    // Then
    assertThat(cancelled).isZero();
    awaitHistory(id, "OrderCreated", "ShipmentScheduled", "OrderConfirmed");
    assertThat(sweeper(ENOUGH).cancelSome()).isZero();
    assertEndsOnce(id);
  }

  @Test
  void confirmsNothingThatIsJustBeingCancelled() {
    // Given
    UUID id = place();
    OverdueOrders sweeper =
        sweeper(
            ENOUGH,
            () -> {
              log.publish(eventsOf(id).shipmentScheduled());
              awaitWhoWaits(1);
            });

    // When
    sweeper.cancelSome();

    // Then
    awaitHistory(id, "OrderCreated", "OrderCancelled", "ShipmentScheduled");
    assertEndsOnce(id);
  }

  @Test
  void tellsHowLongTheMostUrgentOrderHasWaited() {
    // Given
    place();
    sweeper(ENOUGH);

    // Then
    assertThat(meters.get("streamflow.orders.pending.age").gauge().value())
        .isBetween(3_600.0, 3_700.0);
  }

  private OverdueOrders sweeper(int timeoutsPerSecond) {
    return sweeper(timeoutsPerSecond, () -> {});
  }

  /**
   * @param meanwhile what happens when it has decided and not yet committed
   */
  private OverdueOrders sweeper(int timeoutsPerSecond, Runnable meanwhile) {
    OrderSettings limited =
        new OrderSettings(
            settings.catalogue(),
            settings.maxLines(),
            settings.maxBody(),
            settings.keysKept(),
            settings.requestsAtOnce(),
            settings.deadline(),
            timeoutsPerSecond);
    return new OverdueOrders(
        orders,
        new SlowAnnouncements(announcements, placed -> {}, meanwhile),
        () -> knownUntil,
        this::anHourLater,
        limited,
        transaction,
        meters);
  }

  private Stamp anHourLater() {
    Stamp now = stamps.next();
    return new Stamp(now.id(), now.time().plus(Duration.ofHours(1)));
  }

  /** In a transaction of its own. */
  private static int inParallel(OverdueOrders sweeper) {
    return CompletableFuture.supplyAsync(sweeper::cancelSome).join();
  }

  private void postpone(UUID id) {
    jdbc.sql("UPDATE orders SET deadline = deadline + interval '31 minutes' WHERE order_id = ?")
        .param(id)
        .update();
  }

  private static HeldLock lockOf(UUID id) {
    return HeldLock.by(DATABASE, "SELECT 1 FROM orders WHERE order_id = ? FOR UPDATE", id);
  }

  private static void awaitWhoWaits(int transactions) {
    await().until(() -> HeldLock.waitingIn(DATABASE), Predicate.isEqual(transactions));
  }

  private boolean isPending(UUID id) {
    return history.find(id).orElseThrow().order().isPending();
  }

  private void awaitHistory(UUID id, String... types) {
    await()
        .untilAsserted(
            () ->
                assertThat(history.find(id).orElseThrow().steps())
                    .extracting(recorded -> recorded.step().type())
                    .containsExactly(types));
  }

  private void assertEndsOnce(UUID id) {
    await()
        .until(
            () -> jdbc.sql("SELECT count(*) FROM outbox").query(Long.class).single(),
            Predicate.isEqual(0L));
    assertThat(
            log.all(OrderCancelled.class, about(id)).size()
                + log.all(OrderConfirmed.class, event -> event.getOrderId().equals(id)).size())
        .isEqualTo(1);
  }

  private static Predicate<OrderCancelled> about(UUID id) {
    return event -> event.getOrderId().equals(id);
  }

  private Events eventsOf(UUID id) {
    return new Events(id, mary, () -> eventStamps.next().id(), Instant.ofEpochMilli(0));
  }
}
