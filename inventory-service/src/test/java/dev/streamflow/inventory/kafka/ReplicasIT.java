package dev.streamflow.inventory.kafka;

import static dev.streamflow.inventory.kafka.OrderEvents.units;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.streamflow.engine.Input;
import dev.streamflow.engine.WorkingSet;
import dev.streamflow.events.OrderLine;
import dev.streamflow.inventory.Line;
import dev.streamflow.inventory.RunningInventory;
import dev.streamflow.inventory.Shelf;
import dev.streamflow.inventory.Stock;
import dev.streamflow.localstack.HeldLock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.transaction.support.TransactionTemplate;

/** Batches of several replicas, and deliveries, that want the same articles at the same time. */
class ReplicasIT extends RunningInventory {

  private static final int ROUNDS = 15;
  private static final int ORDERS_PER_BATCH = 20;

  @Autowired private OrderEventHandler handler;
  @Autowired private TransactionTemplate transactions;

  private final List<String> skus =
      IntStream.range(0, 30).mapToObj(number -> aSku("article-" + number)).sorted().toList();

  @Test
  void workOnTheSameArticlesWithoutDeadlock() throws Exception {
    // Given
    deliver(skus.stream().map(sku -> new Line(sku, 1_000)).toArray(Line[]::new));

    // When
    atTheSameTime(
        () -> reserveAndRelease(skus),
        () -> reserveAndRelease(skus.reversed()),
        () -> deliverOneOfEach(skus),
        () -> deliverOneOfEach(skus.reversed()));

    // Then
    long delivered = 1_000 + 2 * ROUNDS;
    assertStock(
        skus.stream().map(sku -> new Stock(sku, delivered, delivered, 0, 0)).toArray(Stock[]::new));
  }

  @Test
  void neverPromiseMoreThanThereIs() throws Exception {
    // Given
    String scarce = skus.getFirst();
    long units = 500;
    deliver(new Line(scarce, units));

    // When
    List<Long> reserved = atTheSameTime(() -> reserveEach(scarce), () -> reserveEach(scarce));

    // Then
    assertThat(reserved.stream().mapToLong(Long::longValue).sum()).isEqualTo(units);
    assertStock(new Stock(scarce, units, 0, units, 0));
  }

  @Test
  void reserveNothingWhileTheOtherCancels() {
    // Given
    String sku = skus.getFirst();
    deliver(new Line(sku, 5));
    OrderEvents order = OrderEvents.anOrder();

    // When
    long reserved = workBehind(order.cancelled(), order.created(units(3, sku)));

    // Then
    assertThat(reserved).isZero();
    assertStock(new Stock(sku, 5, 5, 0, 0));
  }

  @Test
  void releaseWhatTheOtherHasJustReserved() {
    // Given
    String sku = skus.getFirst();
    deliver(new Line(sku, 5));
    OrderEvents order = OrderEvents.anOrder();

    // When
    workBehind(order.created(units(3, sku)), order.cancelled());

    // Then
    assertStock(new Stock(sku, 5, 5, 0, 0));
  }

  /**
   * Two replicas get an event each about an order that is not known yet, one of them late after a
   * rebalance. The second waits for the row that the first has made, and then works again.
   */
  private long workBehind(SpecificRecord first, SpecificRecord second) {
    DataSource service = STACK.databaseOf("inventory-service");
    return transactions
        .execute(
            _ -> {
              work(List.of(input(first)));
              CompletableFuture<Long> behind =
                  CompletableFuture.supplyAsync(() -> workAgainAfterAConflict(input(second)));
              await().until(() -> HeldLock.waitingIn(service), Predicate.isEqual(1));
              return behind;
            })
        .join();
  }

  private long workAgainAfterAConflict(Input input) {
    assertThatThrownBy(() -> work(List.of(input)))
        .isInstanceOf(OptimisticLockingFailureException.class);
    return work(List.of(input));
  }

  private long reserveAndRelease(List<String> wanted) {
    OrderLine[] lines = wanted.stream().map(sku -> units(1, sku)).toArray(OrderLine[]::new);
    for (int round = 0; round < ROUNDS; round++) {
      List<OrderEvents> orders = orders();
      work(orders.stream().map(order -> input(order.created(lines))).toList());
      work(orders.stream().map(order -> input(order.cancelled())).toList());
    }
    return ROUNDS;
  }

  private long deliverOneOfEach(List<String> wanted) {
    for (int round = 0; round < ROUNDS; round++) {
      deliver(wanted.stream().map(sku -> new Line(sku, 1)).toArray(Line[]::new));
    }
    return ROUNDS;
  }

  private long reserveEach(String sku) {
    return Stream.generate(this::orders)
        .limit(ROUNDS)
        .mapToLong(
            orders ->
                work(orders.stream().map(order -> input(order.created(units(1, sku)))).toList()))
        .sum();
  }

  private List<OrderEvents> orders() {
    return Stream.generate(OrderEvents::anOrder).limit(ORDERS_PER_BATCH).toList();
  }

  /** One batch as the engine works it; tells how many orders have their units afterwards. */
  private long work(List<Input> batch) {
    return transactions.execute(
        _ -> {
          WorkingSet<Shelf> shelves = handler.load(batch);
          batch.forEach(
              input -> shelves.put(input, handler.decide(shelves.get(input), input).state()));
          shelves.write();
          return batch.stream()
              .filter(input -> !shelves.get(input).reservation().lines().isEmpty())
              .count();
        });
  }

  @SafeVarargs
  private static List<Long> atTheSameTime(Callable<Long>... replicas) throws Exception {
    try (ExecutorService threads = Executors.newFixedThreadPool(replicas.length)) {
      List<Long> results = new ArrayList<>();
      for (Future<Long> result : threads.invokeAll(List.of(replicas))) {
        results.add(result.get());
      }
      return results;
    }
  }

  private static Input input(SpecificRecord event) {
    return new Input.Event(event, null);
  }
}
