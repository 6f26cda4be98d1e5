package dev.streamflow.order;

import dev.streamflow.order.Order.CancellationReason;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Cancels orders that hang, whatever it is that they wait for: so every order ends. Competes with
 * the saga and the customers for the lock on each order, and with its other replicas.
 *
 * <p>An order is not overdue while its outcome may be among the news that were not heard yet.
 */
@Component
class OverdueOrders {

  private static final Logger LOG = LoggerFactory.getLogger(OverdueOrders.class);

  private final Orders orders;
  private final Announcements announcements;
  private final News news;
  private final Stamps stamps;
  private final OrderSettings settings;
  private final TransactionOperations transaction;
  private final Counter timeouts;

  OverdueOrders(
      Orders orders,
      Announcements announcements,
      News news,
      Stamps stamps,
      OrderSettings settings,
      TransactionOperations transaction,
      MeterRegistry meters) {
    this.orders = orders;
    this.announcements = announcements;
    this.news = news;
    this.stamps = stamps;
    this.settings = settings;
    this.transaction = transaction;
    this.timeouts =
        Counter.builder("streamflow.orders.timeouts")
            .description("Orders that were cancelled because they were pending for too long")
            .register(meters);
    Gauge.builder("streamflow.orders.pending.age", this, OverdueOrders::ageSeconds)
        .baseUnit("seconds")
        .description("How long the order whose deadline comes first has been pending")
        .register(meters);
  }

  /** One round. */
  @Scheduled(fixedDelay = 1, timeUnit = TimeUnit.SECONDS)
  void sweep() {
    try {
      cancelSome();
    } catch (RuntimeException e) {
      LOG.warn("Overdue orders have to wait: {}", e.toString());
    }
  }

  /**
   * Cancels those that wait longest, as many as there may be in a second.
   *
   * @return how many were cancelled
   */
  int cancelSome() {
    Instant now = stamps.next().time();
    if (orders.mostUrgent().filter(order -> !order.deadline().isAfter(now)).isEmpty()) {
      return 0;
    }
    Instant known = news.knownUntil();
    int cancelled = transaction.execute(status -> cancelUntil(known.isBefore(now) ? known : now));
    timeouts.increment(cancelled);
    return cancelled;
  }

  private int cancelUntil(Instant deadline) {
    List<Order> overdue = orders.lockOverdue(deadline, settings.timeoutsPerSecond());
    if (overdue.isEmpty()) {
      return 0;
    }
    List<Order> cancelled =
        overdue.stream()
            .map(order -> order.cancel(CancellationReason.TIMED_OUT, "", stamps))
            .toList();
    orders.save(cancelled);
    announcements.ended(cancelled, null);
    return cancelled.size();
  }

  private double ageSeconds() {
    Instant now = stamps.next().time();
    return orders
        .mostUrgent()
        .map(order -> Duration.between(order.placedAt(), now).toSeconds())
        .orElse(0L);
  }
}
