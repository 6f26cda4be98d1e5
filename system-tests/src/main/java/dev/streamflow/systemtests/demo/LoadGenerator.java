package dev.streamflow.systemtests.demo;

import dev.streamflow.systemtests.demo.PlacedOrder.Cancellation;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;

/**
 * Places orders on a schedule that does not wait for answers (open loop): a system that stalls is
 * measured as slow, and not spared.
 */
public final class LoadGenerator {
  private static final Duration REPEAT_FOR = Duration.ofMinutes(3);
  private static final long FIRST_PAUSE_MILLIS = 200;
  private static final long LONGEST_PAUSE_MILLIS = 5_000;

  private final Shop shop;
  private final List<DemoOrder> orders;
  private final double ordersPerSecond;
  private final String runId;
  private final Queue<PlacedOrder> placed = new ConcurrentLinkedQueue<>();
  private final Queue<String> failures = new ConcurrentLinkedQueue<>();
  private final LongAdder repeats = new LongAdder();
  private final CountDownLatch finished;
  private volatile int sent;
  private volatile long lastSentNanos;

  /**
   * @param runId makes the idempotency keys of this run unique
   */
  public LoadGenerator(Shop shop, List<DemoOrder> orders, double ordersPerSecond, String runId) {
    this.shop = shop;
    this.orders = orders;
    this.ordersPerSecond = ordersPerSecond;
    this.runId = runId;
    this.finished = new CountDownLatch(orders.size());
  }

  /** Begins; returns at once. */
  public void start() {
    Thread.ofPlatform().name("schedule").daemon().start(this::followSchedule);
  }

  private void followSchedule() {
    long startNanos = System.nanoTime();
    for (int index = 0; index < orders.size(); index++) {
      long dueNanos = startNanos + (long) (index * TimeUnit.SECONDS.toNanos(1) / ordersPerSecond);
      for (long wait = dueNanos - System.nanoTime();
          wait > 0;
          wait = dueNanos - System.nanoTime()) {
        LockSupport.parkNanos(wait);
      }
      lastSentNanos = System.nanoTime();
      int number = index;
      Thread.ofVirtual().start(() -> buy(number, dueNanos));
      sent = index + 1;
    }
  }

  private void buy(int index, long dueNanos) {
    try {
      UUID id = repeated(() -> shop.place(orders.get(index), runId + "-" + index));
      PlacedOrder order =
          new PlacedOrder(
              orders.get(index), id, dueNanos, System.nanoTime(), Cancellation.NOT_ASKED);
      Optional<Duration> cancelledAfter = DemoPlan.cancelledAfter(index);
      placed.add(cancelledAfter.isPresent() ? cancel(order, cancelledAfter.get()) : order);
    } catch (IOException e) {
      failures.add("order " + (index + 1) + ": " + e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      finished.countDown();
    }
  }

  private PlacedOrder cancel(PlacedOrder order, Duration after)
      throws IOException, InterruptedException {
    Thread.sleep(after);
    boolean taken = repeated(() -> shop.cancel(order.id()));
    return order.with(taken ? Cancellation.TAKEN : Cancellation.TOO_LATE);
  }

  private interface Request<T> {
    T send() throws IOException, InterruptedException;
  }

  /**
   * Sends a request again, at growing intervals, while the answer is unknown or "not now": the
   * idempotency key makes that safe.
   */
  private <T> T repeated(Request<T> request) throws IOException, InterruptedException {
    long deadlineNanos = System.nanoTime() + REPEAT_FOR.toNanos();
    for (long pauseMillis = FIRST_PAUSE_MILLIS; ; pauseMillis *= 2) {
      try {
        return request.send();
      } catch (IOException e) {
        boolean isFinal = e instanceof Shop.UnexpectedAnswer answer && !answer.isTemporary();
        if (isFinal || System.nanoTime() > deadlineNanos) {
          throw e;
        }
      }
      repeats.increment();
      long longest = Math.min(pauseMillis, LONGEST_PAUSE_MILLIS);
      Thread.sleep(ThreadLocalRandom.current().nextLong(longest / 2, longest));
    }
  }

  /** How many orders were sent at least once. */
  public int sent() {
    return sent;
  }

  /** The orders that were accepted so far. */
  public Collection<PlacedOrder> placed() {
    return placed;
  }

  /** What could not be placed or cancelled, in words. */
  public List<String> failures() {
    return new ArrayList<>(failures);
  }

  /** How often a request had to be repeated with its key. */
  public long repeats() {
    return repeats.sum();
  }

  /** Whether every order was placed or has failed, waiting for that a moment. */
  public boolean isFinishedWithin(Duration wait) throws InterruptedException {
    return finished.await(wait.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** When the latest POST was sent (System.nanoTime). */
  public long lastSentNanos() {
    return lastSentNanos;
  }
}
