package dev.streamflow.engine.call;

import static dev.streamflow.engine.failpoint.Failpoint.CALLS_ENDED;
import static dev.streamflow.engine.failpoint.Failpoint.CALLS_TAKEN;
import static dev.streamflow.engine.failpoint.Failpoint.CALL_ANSWERED;
import static dev.streamflow.engine.failpoint.Failpoint.CALL_BEGUN;

import dev.streamflow.engine.CallClient;
import dev.streamflow.engine.UnexpectedAnswer;
import dev.streamflow.engine.transaction.CallMaker;
import dev.streamflow.engine.transaction.CallTable;
import dev.streamflow.engine.worker.Signal;
import dev.streamflow.engine.worker.Worker;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Makes each call on a virtual thread of its own, with no transaction open: new ones right after
 * the commit that adds them, and those that are due (again, or because there was no place for them)
 * by claiming them. What comes back goes to {@link AnswerApplier}. If the process dies in between,
 * the lease runs out and the call is made again with the same idempotency key.
 */
public final class CallRunner extends Worker implements CallMaker {

  /** Calls are due by time as well, not only by signal. */
  private static final Duration LONGEST_WAIT = Duration.ofMillis(250);

  private static final int MOST_AT_ONCE = 500;

  private final CallTable calls;
  private final CallClient client;
  private final AnswerApplier answers;
  private final Signal signal;
  private final Bulkhead bulkhead;
  private final CallBreaker breaker;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  /**
   * @param signal raised when there may be something to do: calls were added, or there is room
   */
  public CallRunner(
      CallTable calls,
      CallClient client,
      AnswerApplier answers,
      Bulkhead bulkhead,
      CallBreaker breaker,
      CallSettings settings,
      Signal signal,
      int phase) {
    super("calls", phase, settings.lease());
    this.calls = calls;
    this.client = client;
    this.answers = answers;
    this.signal = signal;
    this.bulkhead = bulkhead;
    this.breaker = breaker;
  }

  @Override
  protected void work() throws InterruptedException {
    List<CallTable.Due> due = take();
    make(due);
    if (due.size() < MOST_AT_ONCE) {
      signal.await(LONGEST_WAIT);
    }
  }

  private List<CallTable.Due> take() {
    int places = reserve(MOST_AT_ONCE);
    List<CallTable.Due> due = List.of();
    try {
      if (places > 0) {
        due = calls.take(places);
      }
      return due;
    } finally {
      release(places - due.size());
    }
  }

  @Override
  public int reserve(int most) {
    int permitted = breaker.permits(Math.min(bulkhead.room(), most));
    int entered = bulkhead.enter(permitted);
    breaker.giveBack(permitted - entered);
    return entered;
  }

  @Override
  public void release(int places) {
    breaker.giveBack(places);
    bulkhead.giveBack(places);
  }

  @Override
  public void make(List<CallTable.Due> due) {
    if (!due.isEmpty()) {
      CALLS_TAKEN.reach();
    }
    due.forEach(call -> threads.execute(() -> make(call)));
  }

  /** Whatever is thrown, the call has an outcome: it keeps its place until that is applied. */
  private void make(CallTable.Due due) {
    try {
      CALL_BEGUN.reach();
      Object answer = client.make(due.call());
      CALL_ANSWERED.reach();
      breaker.answered();
      answers.add(new Outcome.Known(due, answer));
    } catch (UnexpectedAnswer e) {
      breaker.answered();
      answers.add(new Outcome.Unknown(due, e));
    } catch (Throwable e) {
      breaker.unanswered(e);
      answers.add(new Outcome.Unknown(due, e));
    }
  }

  @Override
  protected void wake() {
    signal.raise();
  }

  /** Waits for the calls under way; their answers are applied by the applier, which stops later. */
  @Override
  protected void close() {
    threads.close();
    CALLS_ENDED.reach();
  }
}
