package dev.streamflow.engine.call;

import static dev.streamflow.engine.failpoint.Failpoint.ANSWERS_COMMITTED;
import static dev.streamflow.engine.failpoint.Failpoint.ANSWERS_DECIDED;
import static dev.streamflow.engine.failpoint.Failpoint.ANSWERS_DRAINED;
import static dev.streamflow.engine.failpoint.Failpoint.CALLS_CLOSED;
import static dev.streamflow.engine.failpoint.Failpoint.CALLS_GIVEN_BACK;

import dev.streamflow.engine.Input;
import dev.streamflow.engine.UnexpectedAnswer;
import dev.streamflow.engine.transaction.Admission;
import dev.streamflow.engine.transaction.CallTable;
import dev.streamflow.engine.transaction.Decisions;
import dev.streamflow.engine.transaction.Fault;
import dev.streamflow.engine.worker.Pacer;
import dev.streamflow.engine.worker.Worker;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.DoubleSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Applies answers in batches, like events: one transaction loads and locks their state, closes
 * their calls, decides and writes. Answers that come together share a transaction; one that fails
 * does not stop its neighbours.
 */
public final class AnswerApplier extends Worker {

  private static final Logger log = LoggerFactory.getLogger(AnswerApplier.class);
  private static final int MOST_AT_ONCE = 500;
  private static final Duration LONGEST_WAIT = Duration.ofMillis(250);
  private static final Duration LONGEST_PAUSE = Duration.ofMillis(80);

  private static final long WARN_AFTER_NANOS = Duration.ofSeconds(10).toNanos();

  private final Pacer pacer = new Pacer(MOST_AT_ONCE, LONGEST_PAUSE);
  private final BlockingQueue<Outcome> outcomes = new LinkedBlockingQueue<>();
  private final CallTable calls;
  private final Bulkhead bulkhead;
  private final Decisions decisions;
  private final TransactionOperations transaction;
  private final CallSettings settings;
  private final DoubleSupplier random;
  private final Counter known;
  private final Counter unknown;
  private final Counter unexpected;
  private final Counter rejected;
  private long warnedAtNanos = System.nanoTime() - WARN_AFTER_NANOS;

  /**
   * @param random numbers from 0 to 1, for the jitter of the pauses
   */
  public AnswerApplier(
      CallTable calls,
      Bulkhead bulkhead,
      Decisions decisions,
      TransactionOperations transaction,
      CallSettings settings,
      DoubleSupplier random,
      MeterRegistry meters,
      int phase) {
    super("answers", phase, Duration.ofSeconds(5));
    this.calls = calls;
    this.bulkhead = bulkhead;
    this.decisions = decisions;
    this.transaction = transaction;
    this.settings = settings;
    this.random = random;
    this.known = meters.counter("streamflow.calls", "answer", "known");
    this.unknown = meters.counter("streamflow.calls", "answer", "unknown");
    this.unexpected = meters.counter("streamflow.calls", "answer", "unexpected");
    this.rejected = meters.counter("streamflow.calls", "answer", "rejected");
  }

  void add(Outcome outcome) {
    outcomes.add(outcome);
  }

  @Override
  protected void work() throws InterruptedException {
    Outcome first = outcomes.poll(LONGEST_WAIT.toMillis(), TimeUnit.MILLISECONDS);
    if (first != null) {
      List<Outcome> batch = new ArrayList<>(List.of(first));
      outcomes.drainTo(batch, MOST_AT_ONCE - 1);
      long began = System.nanoTime();
      applyOrKeep(batch);
      pacer.pauseAfter(batch.size(), Duration.ofNanos(System.nanoTime() - began));
    }
  }

  /** What cannot be applied because the database is out of reach is kept for the next attempt. */
  private void applyOrKeep(List<Outcome> batch) {
    try {
      applyAndLeave(batch);
    } catch (RuntimeException e) {
      outcomes.addAll(batch);
      throw e;
    }
  }

  private void applyAndLeave(List<Outcome> batch) {
    apply(batch);
    bulkhead.leave(batch.size());
  }

  private void apply(List<Outcome> batch) {
    List<Outcome.Known> answers = new ArrayList<>();
    List<Outcome.Unknown> unanswered = new ArrayList<>();
    for (Outcome outcome : batch) {
      switch (outcome) {
        case Outcome.Known answer -> answers.add(answer);
        case Outcome.Unknown unknownAnswer -> unanswered.add(unknownAnswer);
      }
    }
    List<CallTable.Retry> retries = new ArrayList<>();
    for (Outcome.Unknown outcome : unanswered) {
      counterOf(outcome).increment();
      retries.add(retry(outcome.due(), outcome.cause()));
    }
    applyOrRetry(answers, retries);
    if (!retries.isEmpty()) {
      calls.retry(retries);
      CALLS_GIVEN_BACK.reach();
    }
    unanswered.stream()
        .max(Comparator.comparingInt(outcome -> outcome.due().attempt()))
        .ifPresent(this::warnNowAndThen);
  }

  private Counter counterOf(Outcome.Unknown outcome) {
    return outcome.cause() instanceof UnexpectedAnswer ? unexpected : unknown;
  }

  /** Some answers will never come by themselves, such as those to a request that is refused. */
  private void warnNowAndThen(Outcome.Unknown longest) {
    if (System.nanoTime() - warnedAtNanos < WARN_AFTER_NANOS) {
      return;
    }
    warnedAtNanos = System.nanoTime();
    log.atWarn()
        .addKeyValue("call", longest.due().call().idempotencyKey())
        .addKeyValue("attempt", longest.due().attempt())
        .log(
            "Calls stay without an answer and are made again; this one for the {}. time: {}",
            longest.due().attempt(),
            longest.cause().toString());
  }

  /** Tries all answers in one transaction; if that fails for one of them, each in its own. */
  private void applyOrRetry(List<Outcome.Known> answers, List<CallTable.Retry> retries) {
    if (answers.isEmpty()) {
      return;
    }
    try {
      transaction.executeWithoutResult(status -> close(answers));
      ANSWERS_COMMITTED.reach();
      known.increment(answers.size());
    } catch (RuntimeException e) {
      if (Fault.of(e) == Fault.OF_THE_INFRASTRUCTURE) {
        throw e;
      }
      if (answers.size() > 1) {
        answers.forEach(answer -> applyOrRetry(List.of(answer), retries));
      } else {
        retries.add(retryRejected(answers.getFirst().due(), e));
      }
    }
  }

  /** The other side has acted, so its answer must not be lost: an operator has to look at it. */
  private CallTable.Retry retryRejected(CallTable.Due due, RuntimeException cause) {
    rejected.increment();
    log.atWarn()
        .addKeyValue("call", due.call().idempotencyKey())
        .addKeyValue("attempt", due.attempt())
        .log(
            "The answer is known and cannot be applied, the call is made again: {}",
            cause.toString());
    return retry(due, cause);
  }

  private void close(List<Outcome.Known> answers) {
    decisions.apply(
        answers.stream().<Input>map(Outcome.Known::answer).toList(), new OpenCalls(answers));
    ANSWERS_DECIDED.reach();
  }

  /** Applies answers to calls that are still open. The calls are closed under the state's locks. */
  private final class OpenCalls implements Admission {

    private final Map<String, Integer> attempts = new HashMap<>();
    private Set<String> open = Set.of();

    OpenCalls(List<Outcome.Known> answers) {
      answers.forEach(
          answer -> attempts.put(answer.due().call().idempotencyKey(), answer.due().attempt()));
    }

    @Override
    public void stateIsLocked() {
      open = calls.close(attempts.keySet());
      CALLS_CLOSED.reach();
    }

    @Override
    public boolean admits(Input input) {
      return open.remove(keyOf(input));
    }

    @Override
    public int attempt(Input input) {
      return attempts.get(keyOf(input));
    }

    private static String keyOf(Input input) {
      return ((Input.Answer) input).call().idempotencyKey();
    }

    @Override
    public void failed(Input input, RuntimeException cause) {
      throw new IllegalStateException("an answer was rejected: " + cause.getMessage(), cause);
    }
  }

  private CallTable.Retry retry(CallTable.Due due, Throwable cause) {
    String idempotencyKey = due.call().idempotencyKey();
    Duration pause = settings.pauseAfter(due.attempt(), random.getAsDouble());
    log.atDebug()
        .addKeyValue("call", idempotencyKey)
        .addKeyValue("attempt", due.attempt())
        .setCause(cause)
        .log("The answer is unknown, the call is made again in {} ms", pause.toMillis());
    return new CallTable.Retry(idempotencyKey, pause, String.valueOf(cause).replace('\0', ' '));
  }

  @Override
  protected void wake() {
    // It waits for milliseconds only.
  }

  /** Applies what the runner has left. */
  @Override
  protected void close() {
    while (!outcomes.isEmpty()) {
      List<Outcome> batch = new ArrayList<>();
      outcomes.drainTo(batch, MOST_AT_ONCE);
      applyAndLeave(batch);
    }
    ANSWERS_DRAINED.reach();
  }
}
