package dev.streamflow.systemtests.bench;

import dev.streamflow.systemtests.bench.OrderClient.Parcel;
import dev.streamflow.systemtests.demo.Catalogue;
import dev.streamflow.systemtests.demo.DemoOrder;
import dev.streamflow.systemtests.demo.FinalEvent;
import dev.streamflow.systemtests.demo.OrderFile;
import dev.streamflow.systemtests.demo.OutcomeReader;
import dev.streamflow.systemtests.witness.ClientLogWriter;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.locks.LockSupport;

/**
 * Makes the load, in a process of its own: places orders on a schedule that does not wait for
 * answers, reads order.events until each has its end, and leaves a trace of each. Prints when the
 * first order is due (milliseconds since 1970), then once a second how far it is.
 */
final class LoadProcess {

  /** How long nothing may happen while something is open. */
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private static final Duration INTERVAL = Duration.ofSeconds(1);

  /** The first order is due when all is prepared. */
  private static final Duration HEAD_START = Duration.ofSeconds(1);

  private final LoadPlan plan;
  private final List<Parcel> parcels;
  private final long startMillis;
  private final long startNanos;
  private final AtomicReferenceArray<UUID> ids;
  private final AtomicLongArray due;
  private final AtomicLongArray accepted;
  private final AtomicIntegerArray repeats;
  private final AtomicInteger acceptedCount = new AtomicInteger();

  private LoadProcess(LoadPlan plan, List<Parcel> parcels) {
    this.plan = plan;
    this.parcels = parcels;
    startMillis = System.currentTimeMillis() + HEAD_START.toMillis();
    startNanos = System.nanoTime() + HEAD_START.toNanos();
    ids = new AtomicReferenceArray<>(plan.orders());
    due = new AtomicLongArray(plan.orders());
    accepted = new AtomicLongArray(plan.orders());
    repeats = new AtomicIntegerArray(plan.orders());
  }

  /**
   * @param arguments the file with the {@link LoadPlan}
   */
  public static void main(String[] arguments) throws Exception {
    LoadPlan plan = LoadPlan.read(Path.of(arguments[0]));
    List<DemoOrder> orders =
        plan.mix()
            .take(OrderFile.foodMart(Catalogue.skusIn(plan.orderServiceJar())), plan.orders());
    List<Parcel> parcels =
        java.util.stream.IntStream.range(0, orders.size())
            .mapToObj(number -> Parcel.of(number, orders.get(number)))
            .toList();
    try (ClientLogWriter log = new ClientLogWriter(plan.clientLog());
        OutcomeReader outcomes = new OutcomeReader(plan.bootstrapServers(), plan.registry());
        OrderClient client =
            new OrderClient(plan.orderService(), plan.connections(), plan.runId(), log)) {
      new LoadProcess(plan, parcels).run(client, outcomes);
    }
  }

  private void run(OrderClient client, OutcomeReader outcomes)
      throws IOException, InterruptedException {
    System.out.println(startMillis);
    Thread.ofPlatform().name("schedule").daemon().start(() -> placeAll(client));
    awaitEnds(outcomes);
    leaveTraces(outcomes.ends());
  }

  private void placeAll(OrderClient client) {
    Semaphore free = new Semaphore(plan.connections());
    for (Parcel parcel : parcels) {
      if (plan.ordersPerSecond() > 0) {
        sleepUntil(dueNanos(parcel.number()));
        place(client, parcel, dueNanos(parcel.number()), () -> {});
      } else {
        sleepUntil(startNanos);
        free.acquireUninterruptibly();
        place(client, parcel, System.nanoTime(), free::release);
      }
    }
  }

  private long dueNanos(int number) {
    return startNanos + (long) (number * TimeUnit.SECONDS.toNanos(1) / plan.ordersPerSecond());
  }

  private static void sleepUntil(long nanos) {
    for (long wait = nanos - System.nanoTime(); wait > 0; wait = nanos - System.nanoTime()) {
      LockSupport.parkNanos(wait);
    }
  }

  private void place(OrderClient client, Parcel parcel, long dueNanos, Runnable done) {
    int number = parcel.number();
    due.set(number, micros(dueNanos));
    AtomicInteger sentAgain = new AtomicInteger();
    client
        .place(parcel, sentAgain)
        .onSuccess(
            id -> {
              accepted.set(number, micros(System.nanoTime()));
              repeats.set(number, sentAgain.get());
              ids.set(number, id);
              acceptedCount.incrementAndGet();
              done.run();
            });
  }

  private long micros(long nanos) {
    return TimeUnit.NANOSECONDS.toMicros(nanos - startNanos);
  }

  private void awaitEnds(OutcomeReader outcomes) throws IOException, InterruptedException {
    int before = 0;
    Instant deadline = Instant.now().plus(PATIENCE);
    while (outcomes.ends().size() < plan.orders() || acceptedCount.get() < plan.orders()) {
      int now = outcomes.ends().size() + acceptedCount.get();
      System.out.printf(Locale.ROOT, "%d %d%n", acceptedCount.get(), outcomes.ends().size());
      if (now != before) {
        before = now;
        deadline = Instant.now().plus(PATIENCE);
      } else if (Instant.now().isAfter(deadline)) {
        return;
      }
      Thread.sleep(INTERVAL);
    }
  }

  private void leaveTraces(Map<UUID, FinalEvent> ends) throws IOException {
    try (BufferedWriter file = Files.newBufferedWriter(plan.traces())) {
      for (int number = 0; number < plan.orders(); number++) {
        file.write(trace(number, ends).line());
        file.newLine();
      }
    }
  }

  private OrderTrace trace(int number, Map<UUID, FinalEvent> ends) {
    UUID id = ids.get(number);
    FinalEvent end = id == null ? null : ends.get(id);
    return new OrderTrace(
        number,
        id,
        due.get(number),
        id == null ? OrderTrace.NEVER : accepted.get(number),
        end == null ? OrderTrace.NEVER : micros(end.arrivedNanos()),
        end == null ? "" : end.outcome().name(),
        repeats.get(number));
  }
}
