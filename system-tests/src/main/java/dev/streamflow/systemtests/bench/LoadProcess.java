package dev.streamflow.systemtests.bench;

import dev.streamflow.systemtests.bench.OrderClient.Parcel;
import dev.streamflow.systemtests.demo.Catalogue;
import dev.streamflow.systemtests.demo.DemoOrder;
import dev.streamflow.systemtests.demo.FinalEvent;
import dev.streamflow.systemtests.demo.OrderFile;
import dev.streamflow.systemtests.demo.OutcomeReader;
import dev.streamflow.systemtests.witness.ClientLogWriter;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
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
import java.util.stream.IntStream;

/**
 * Makes the load, in a process of its own: places orders on a schedule that does not wait for
 * answers, reads order.events until each has its end, and leaves a trace of each. One process does
 * all runs on a system, and warms it up before, and so itself: it would take much of the machine in
 * the seconds in which its own code is new.
 *
 * <p>For each line with a {@link LoadPlan} it prints {@link #READY} and waits for a second line.
 * Then it prints when the first order is due (milliseconds since 1970), once a second how far it
 * is, and {@link #DONE}.
 */
final class LoadProcess {

  static final String READY = "ready";
  static final String DONE = "done";

  /** How long nothing may happen while something is open. */
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private static final Duration INTERVAL = Duration.ofSeconds(1);

  /** The first order is due when all is prepared. */
  private static final Duration HEAD_START = Duration.ofSeconds(1);

  private final LoadPlan plan;
  private final int connections;
  private final List<Parcel> parcels;
  private final int endsBefore;
  private final long startMillis;
  private final long startNanos;
  private final AtomicReferenceArray<UUID> ids;
  private final AtomicLongArray due;
  private final AtomicLongArray accepted;
  private final AtomicIntegerArray repeats;
  private final AtomicInteger acceptedCount = new AtomicInteger();

  private LoadProcess(LoadPlan plan, int connections, List<Parcel> parcels, int endsBefore) {
    this.plan = plan;
    this.connections = connections;
    this.parcels = parcels;
    this.endsBefore = endsBefore;
    startMillis = System.currentTimeMillis() + HEAD_START.toMillis();
    startNanos = System.nanoTime() + HEAD_START.toNanos();
    ids = new AtomicReferenceArray<>(plan.orders());
    due = new AtomicLongArray(plan.orders());
    accepted = new AtomicLongArray(plan.orders());
    repeats = new AtomicIntegerArray(plan.orders());
  }

  /**
   * @param arguments the file with the {@link LoadTarget}
   */
  public static void main(String[] arguments) throws Exception {
    LoadTarget target = LoadTarget.read(Path.of(arguments[0]));
    List<DemoOrder> file = OrderFile.foodMart(Catalogue.skusIn(target.orderServiceJar()));
    BufferedReader input =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    try (ClientLogWriter log = new ClientLogWriter(target.clientLog());
        OutcomeReader outcomes = new OutcomeReader(target.bootstrapServers(), target.registry());
        OrderClient client = new OrderClient(target.orderService(), target.connections(), log)) {
      for (String line = input.readLine(); line != null; line = input.readLine()) {
        LoadPlan plan = LoadPlan.ofLine(line);
        List<Parcel> parcels = parcels(plan, file);
        System.out.println(READY);
        input.readLine();
        LoadProcess load =
            new LoadProcess(plan, target.connections(), parcels, outcomes.ends().size());
        System.out.println(load.startMillis);
        load.run(client, outcomes);
        load.leaveTraces(outcomes.ends());
        System.out.println(DONE);
      }
    }
  }

  private static List<Parcel> parcels(LoadPlan plan, List<DemoOrder> file) {
    List<DemoOrder> orders = plan.mix().take(file, plan.orders());
    return IntStream.range(0, orders.size())
        .mapToObj(number -> Parcel.of(plan.runId(), number, orders.get(number)))
        .toList();
  }

  private void run(OrderClient client, OutcomeReader outcomes)
      throws IOException, InterruptedException {
    Thread.ofPlatform().name("schedule").daemon().start(() -> placeAll(client));
    awaitEnds(outcomes);
  }

  private void placeAll(OrderClient client) {
    Semaphore free = new Semaphore(connections);
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
    int ended = ended(outcomes);
    while (ended < plan.orders() || acceptedCount.get() < plan.orders()) {
      int now = ended + acceptedCount.get();
      System.out.printf(Locale.ROOT, "%d %d%n", acceptedCount.get(), ended);
      if (now != before) {
        before = now;
        deadline = Instant.now().plus(PATIENCE);
      } else if (Instant.now().isAfter(deadline)) {
        return;
      }
      Thread.sleep(INTERVAL);
      ended = ended(outcomes);
    }
  }

  private int ended(OutcomeReader outcomes) throws IOException {
    return outcomes.ends().size() - endsBefore;
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
