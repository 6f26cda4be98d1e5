package dev.streamflow.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.streamflow.order.Basket.Item;
import dev.streamflow.order.Intake.Receipt;
import dev.streamflow.order.Placements.FirstUse;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionOperations;

class IntakeIT extends RunningOrders {

  private static final Duration LONG = Duration.ofSeconds(30);
  private static final Duration SHORT = Duration.ofMillis(100);
  private static final Executor CLIENT = Thread::startVirtualThread;

  @Autowired Placements placements;
  @Autowired Announcements announcements;
  @Autowired Stamps stamps;
  @Autowired OrderSettings settings;
  @Autowired TransactionOperations transaction;

  private final Queue<Integer> batches = new ConcurrentLinkedQueue<>();
  private final CountDownLatch held = new CountDownLatch(1);
  private final MeterRegistry meters = new SimpleMeterRegistry();
  private IntakeQueue queue;

  @AfterEach
  void stop() {
    held.countDown();
    if (queue != null) {
      queue.stop();
    }
  }

  @Test
  void letsOrdersThatArriveTogetherShareATransaction() {
    // Given
    start(LONG, placed -> hold());
    CompletableFuture<Receipt> first = placeAlone("first");

    // When
    List<CompletableFuture<Receipt>> others =
        IntStream.range(0, 10).mapToObj(i -> placeBehindIt("other-" + i, juice(2))).toList();
    held.countDown();

    // Then
    isAccepted(first);
    assertThat(others).allSatisfy(IntakeIT::isAccepted);
    assertThat(batches).containsExactly(1, 10);
    assertThat(ordersOf(mary)).isEqualTo(11);
  }

  @Test
  void answersEachOfEqualKeysInABatch() {
    // Given
    start(LONG, placed -> hold());
    placeAlone("first");

    // When
    CompletableFuture<Receipt> first = placeBehindIt("key", juice(2));
    CompletableFuture<Receipt> equal = placeBehindIt("key", juice(2));
    CompletableFuture<Receipt> other = placeBehindIt("key", juice(3));
    held.countDown();

    // Then
    isAccepted(first);
    assertThat(((Receipt.Accepted) equal.join()).order().id())
        .isEqualTo(((Receipt.Accepted) first.join()).order().id());
    assertThat(other.join()).isEqualTo(new Receipt.KeyReused());
    assertThat(ordersOf(mary)).isEqualTo(2);
  }

  @Test
  void keepsNothingOfAnOrderThatCannotBeAnnouncedAndAllOfItsNeighbours() {
    // Given
    start(LONG, placed -> holdOrFail(placed, "bad"));
    placeAlone("first");

    // When
    CompletableFuture<Receipt> good = placeBehindIt("good", juice(2));
    CompletableFuture<Receipt> bad = placeBehindIt("bad", juice(2));
    held.countDown();

    // Then
    isAccepted(good);
    assertThatThrownBy(bad::join).hasRootCauseInstanceOf(UnsupportedOperationException.class);
    assertThat(ordersOf(mary)).isEqualTo(2);
    assertThat(placements.firstUses(List.of(placement("bad", juice(2))))).isEmpty();
  }

  @Test
  void turnsAwayWhatIsNotBegunInTimeAndNeverBeginsIt() {
    // Given
    start(SHORT, placed -> hold());
    CompletableFuture<Receipt> begun = placeAlone("first");

    // When
    CompletableFuture<Receipt> late = place("late", juice(2));

    // Then
    assertThatThrownBy(late::join).hasRootCauseInstanceOf(TooManyRequestsAtOnce.class);
    assertThatThrownBy(begun::join).hasCauseInstanceOf(OutcomeUnknown.class);
    held.countDown();
    await().until(() -> ordersOf(mary) == 1);
    isAccepted(place("next", juice(2)));
    assertThat(placements.firstUses(List.of(placement("late", juice(2))))).isEmpty();
  }

  @Test
  void saysThatTheOutcomeIsUnknownWhereTheCommitIsNotAnswered() {
    // Given
    start(LONG, placed -> loseTheConnection());

    // Then
    assertThatThrownBy(() -> place("key", juice(2)).join())
        .hasCauseInstanceOf(OutcomeUnknown.class);
  }

  @Test
  void insertsManyOrdersAtOnceAndEachKeyOnce() {
    // Given
    Placement taken = placement("taken", juice(1));
    placements.insert(List.of(taken));
    Placement one = placement("one", juice(2));
    Placement oneAgain = placement("one", juice(2));
    Placement two = placement("two", juice(3));

    // When
    Set<UUID> inserted =
        placements.insert(List.of(placement("taken", juice(9)), one, oneAgain, two));

    // Then
    assertThat(inserted).containsExactlyInAnyOrder(one.order().id(), two.order().id());
    assertThat(ordersOf(mary)).isEqualTo(3);
    Map<Placement.Key, FirstUse> uses = placements.firstUses(List.of(oneAgain, taken));
    assertThat(uses.get(one.key()).order().id()).isEqualTo(one.order().id());
    assertThat(uses.get(taken.key()).requestHash()).isEqualTo(taken.requestHash());
  }

  /**
   * @param meanwhile what happens when orders are announced and not yet committed
   */
  private void start(Duration answerWithin, Consumer<List<Placement>> meanwhile) {
    Announcements slow =
        new SlowAnnouncements(announcements, placed -> meanwhile.accept(noted(placed)), () -> {});
    queue =
        new IntakeQueue(
            new PlacementTransaction(placements, slow, transaction),
            new IntakeSettings(200, Duration.ZERO, answerWithin),
            meters);
    queue.start();
  }

  private List<Placement> noted(List<Placement> placed) {
    batches.add(placed.size());
    return placed;
  }

  private void hold() {
    try {
      held.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void holdOrFail(List<Placement> placed, String key) {
    hold();
    if (placed.stream().anyMatch(placement -> placement.idempotencyKey().equals(key))) {
      throw new UnsupportedOperationException();
    }
  }

  /** The server ends the session of the current transaction. */
  private void loseTheConnection() {
    int session = jdbc.sql("SELECT pg_backend_pid()").query(Integer.class).single();
    CompletableFuture.runAsync(
            () -> jdbc.sql("SELECT pg_terminate_backend(?)").param(session).query().singleRow(),
            CLIENT)
        .join();
  }

  /** Returns when its transaction has begun; there is room for one. */
  private CompletableFuture<Receipt> placeAlone(String key) {
    int before = batches.size();
    CompletableFuture<Receipt> receipt = place(key, juice(1));
    await().until(() -> batches.size() == before + 1);
    return receipt;
  }

  /** Returns when it waits. */
  private CompletableFuture<Receipt> placeBehindIt(String key, Basket basket) {
    double before = waiting();
    CompletableFuture<Receipt> receipt = place(key, basket);
    await().until(() -> waiting() == before + 1);
    return receipt;
  }

  private double waiting() {
    return meters.get("streamflow.orders.intake.waiting").gauge().value();
  }

  private CompletableFuture<Receipt> place(String key, Basket basket) {
    return CompletableFuture.supplyAsync(() -> queue.place(placement(key, basket)), CLIENT);
  }

  private static void isAccepted(CompletableFuture<Receipt> receipt) {
    assertThat(receipt.join()).isInstanceOf(Receipt.Accepted.class);
  }

  private Basket juice(int quantity) {
    return new Basket(mary, "US", List.of(new Item(Samples.BERRY_JUICE, quantity)));
  }

  private Placement placement(String key, Basket basket) {
    return Placement.of(basket, key, null, settings.deadline(), stamps);
  }
}
