package dev.streamflow.engine.call;

import static org.assertj.core.api.Assertions.assertThat;

import dev.streamflow.engine.worker.Signal;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class BulkheadTest {

  private final Signal room = new Signal();
  private final Bulkhead bulkhead = new Bulkhead(100, room);

  @Test
  @Timeout(10)
  void waitsUntilATenthIsFree() throws InterruptedException {
    bulkhead.enter(100);
    bulkhead.leave(9);
    assertThat(bulkhead.room()).isZero();

    bulkhead.leave(1);

    assertThat(bulkhead.room()).isEqualTo(10);
    room.await(Duration.ofHours(1));
  }

  @Test
  void hasNoRoomWhileMoreAreUnderWayThanItNowAllows() {
    bulkhead.enter(50);
    bulkhead.startSlowly(10);
    assertThat(bulkhead.room()).isZero();

    bulkhead.leave(45);

    assertThat(bulkhead.room()).isEqualTo(5);
  }

  @Test
  void doublesInEachRoundTripUpToItsLimit() {
    bulkhead.startSlowly(10);

    roundTrip();
    assertThat(bulkhead.room()).isEqualTo(20);

    roundTrip();
    roundTrip();
    roundTrip();
    assertThat(bulkhead.room()).isEqualTo(100);
  }

  @Test
  void growsCarefullyFromHalfOfWhatWasTooMuch() {
    bulkhead.beCareful();
    bulkhead.startSlowly(40);

    roundTrip(); // by ten, and then by a tenth of thirty
    assertThat(bulkhead.room()).isBetween(52, 53);

    roundTrip(); // by a tenth
    assertThat(bulkhead.room()).isBetween(57, 58);
  }

  @Test
  void doublesUpToATenthHoweverOftenTheOtherSideFails() {
    for (int i = 0; i < 10; i++) {
      bulkhead.beCareful();
      bulkhead.startSlowly(1);
    }

    for (int i = 0; i < 4; i++) {
      roundTrip();
    }
    assertThat(bulkhead.room()).isGreaterThanOrEqualTo(10);
  }

  private void roundTrip() {
    int calls = bulkhead.room();
    bulkhead.enter(calls);
    for (int i = 0; i < calls; i++) {
      bulkhead.grow();
    }
    bulkhead.leave(calls);
  }
}
