package dev.streamflow.engine.transaction;

import static org.assertj.core.api.Assertions.assertThat;

import dev.streamflow.engine.Call;
import dev.streamflow.engine.TestDatabase;
import dev.streamflow.engine.worker.Signal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Two replicas that hold the same calls, because a lease has run out. */
class CallTableIT {

  private static final Duration NO_TIME = Duration.ZERO;

  private final JdbcTemplate jdbc = new JdbcTemplate(TestDatabase.of("inventory-service"));
  private final TransactionTemplate transaction =
      new TransactionTemplate(new DataSourceTransactionManager(jdbc.getDataSource()));
  private final JdbcTemplate other = new JdbcTemplate(TestDatabase.of("inventory-service"));
  private final Places places = new Places();
  private final CallTable calls = new CallTable(jdbc, new Signal(), () -> places, NO_TIME);
  private final CallTable callsOfTheOther =
      new CallTable(other, new Signal(), () -> places, Duration.ofMinutes(1));

  @Test
  void givesBackOnlyWhatTheOtherDoesNotClose() {
    // Given: both have taken the same two calls
    Call answered = call();
    Call unanswered = call();
    transaction.executeWithoutResult(_ -> calls.add(List.of(answered, unanswered)));
    assertThat(calls.take(10)).hasSize(2);
    assertThat(callsOfTheOther.take(10)).hasSize(2);

    // When: one gives both back while the other, in its transaction, closes the first
    transaction.executeWithoutResult(
        _ -> {
          assertThat(calls.close(List.of(answered.idempotencyKey()))).hasSize(1);
          callsOfTheOther.retry(List.of(retry(answered), retry(unanswered)));
        });

    // Then: it did not wait, and what is left is due
    assertThat(calls.take(10))
        .extracting(due -> due.call().idempotencyKey())
        .containsExactly(unanswered.idempotencyKey());
    calls.close(List.of(unanswered.idempotencyKey()));
  }

  @Test
  void makesCallsForWhichThereIsAPlaceAfterTheCommit() {
    // Given
    Call taken = call();
    Call left = call();
    places.free = 1;

    // When
    transaction.executeWithoutResult(
        _ -> {
          callsOfTheOther.add(List.of(taken, left));
          assertThat(places.made).isEmpty();
        });

    // Then: the other one is for whoever claims it
    assertThat(places.made).containsExactly(new CallTable.Due(taken, 1));
    assertThat(places.free).isZero();
    assertThat(calls.take(10)).containsExactly(new CallTable.Due(left, 1));
    calls.close(List.of(taken.idempotencyKey(), left.idempotencyKey()));
  }

  @Test
  void makesNoCallOfATransactionThatIsRolledBack() {
    places.free = 2;

    transaction.executeWithoutResult(
        status -> {
          calls.add(List.of(call()));
          status.setRollbackOnly();
        });

    assertThat(places.made).isEmpty();
    assertThat(places.free).isEqualTo(2);
    assertThat(calls.open()).isZero();
  }

  /** Makes nothing, and remembers what it was to make. */
  private static final class Places implements CallMaker {
    private final List<CallTable.Due> made = new ArrayList<>();
    private int free;

    @Override
    public int reserve(int most) {
      int reserved = Math.min(free, most);
      free -= reserved;
      return reserved;
    }

    @Override
    public void make(List<CallTable.Due> calls) {
      made.addAll(calls);
    }

    @Override
    public void release(int places) {
      free += places;
    }
  }

  private static Call call() {
    UUID order = UUID.randomUUID();
    return new Call("ask:" + order, order, "user", "how many?");
  }

  private static CallTable.Retry retry(Call call) {
    return new CallTable.Retry(call.idempotencyKey(), NO_TIME, "time-out");
  }
}
