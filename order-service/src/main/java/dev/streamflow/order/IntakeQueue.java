package dev.streamflow.order;

import dev.streamflow.order.Intake.Receipt;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * Lets orders that arrive together share a transaction (group commit): while one is committed, and
 * for a moment after that, the next gather behind it. Each caller gets its own answer, and one bad
 * order does not fail its neighbours.
 */
@Component
class IntakeQueue implements SmartLifecycle {

  private static final int PAUSE_PER_WORK = 2;

  private final PlacementTransaction transaction;
  private final int batchSize;
  private final Duration patience;
  private final Duration window;
  // Bounded by the requests that are let in at once: each waits for its own entry.
  private final BlockingQueue<Waiting> queue = new LinkedBlockingQueue<>();
  private volatile @Nullable Thread worker;

  private record Waiting(Placement placement, CompletableFuture<Receipt> receipt) {}

  IntakeQueue(PlacementTransaction transaction, IntakeSettings settings, MeterRegistry meters) {
    this.transaction = transaction;
    this.batchSize = settings.batchSize();
    this.patience = settings.answerWithin();
    this.window = settings.window();
    Gauge.builder("streamflow.orders.intake.waiting", queue, BlockingQueue::size)
        .description("Orders that wait for their transaction to begin")
        .register(meters);
  }

  /**
   * Places an order together with those that wait beside it.
   *
   * @throws TooManyRequestsAtOnce if its transaction was not begun in time; then it never is
   * @throws OutcomeUnknown if its transaction was begun and has not ended in time again
   */
  Receipt place(Placement placement) {
    Waiting waiting = new Waiting(placement, new CompletableFuture<>());
    queue.add(waiting);
    try {
      return receiptOf(waiting);
    } catch (TimeoutException e) {
      if (queue.remove(waiting)) {
        throw new TooManyRequestsAtOnce();
      }
    }
    try {
      return receiptOf(waiting);
    } catch (TimeoutException e) {
      throw new OutcomeUnknown(e);
    }
  }

  private Receipt receiptOf(Waiting waiting) throws TimeoutException {
    try {
      return waiting.receipt.get(patience.toNanos(), TimeUnit.NANOSECONDS);
    } catch (ExecutionException e) {
      throw (RuntimeException) e.getCause();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new OutcomeUnknown(e);
    }
  }

  private void work() {
    List<Waiting> batch = new ArrayList<>();
    try {
      while (true) {
        batch.add(queue.take());
        queue.drainTo(batch, batchSize - 1);
        long began = System.nanoTime();
        place(batch);
        letGather(batch.size(), Duration.ofNanos(System.nanoTime() - began));
        batch.clear();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // The requests that waited were answered before.
    }
  }

  /**
   * Pauses in proportion to the work, so that transactions grow with the load. Whoever is mostly
   * idle keeps nobody waiting: the pause is over when the next order comes.
   */
  private void letGather(int placed, Duration took) throws InterruptedException {
    if (placed < batchSize) {
      Duration pause = took.multipliedBy(PAUSE_PER_WORK);
      Thread.sleep(pause.compareTo(window) > 0 ? window : pause);
    }
  }

  private void place(List<Waiting> batch) {
    try {
      List<Receipt> receipts = transaction.place(batch.stream().map(Waiting::placement).toList());
      for (int i = 0; i < batch.size(); i++) {
        batch.get(i).receipt.complete(receipts.get(i));
      }
    } catch (RuntimeException e) {
      if (batch.size() > 1 && mayBeOfOneOrder(e)) {
        batch.forEach(each -> place(List.of(each)));
      } else {
        batch.forEach(each -> each.receipt.completeExceptionally(e));
      }
    }
  }

  private static boolean mayBeOfOneOrder(RuntimeException failure) {
    return !(failure instanceof OutcomeUnknown
        || failure instanceof DataAccessResourceFailureException
        || failure instanceof TransactionException);
  }

  @Override
  public void start() {
    worker = Thread.ofPlatform().name("intake").daemon().start(this::work);
  }

  @Override
  public void stop() {
    Thread stopping = worker;
    worker = null;
    if (stopping != null) {
      stopping.interrupt();
    }
  }

  @Override
  public boolean isRunning() {
    return worker != null;
  }

  /** Before the web server, and so after its last request. */
  @Override
  public int getPhase() {
    return 0;
  }
}
