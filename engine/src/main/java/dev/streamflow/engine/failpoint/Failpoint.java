package dev.streamflow.engine.failpoint;

import java.util.ServiceLoader;

/**
 * The places where a process may die, one after each step that changes what is durable or known. A
 * test halts a real process there and starts it again; {@code docs/delivery-guarantees.md} says of
 * each what is durable and what happens next. Without a {@link Hook} on the class path, and there
 * is none but in test builds, reaching one does nothing.
 */
public enum Failpoint {
  // A batch of the consumer, see BatchPipeline
  RECORDS_POLLED,
  RECORDS_DECODED,
  DUPLICATES_SKIPPED,
  INBOX_TAKEN,
  STATE_LOCKED,
  STATE_WRITTEN,
  OUTBOX_APPENDED,
  CALLS_ADDED,
  JOURNAL_WRITTEN,
  EVENTS_PARKED,
  DEAD_LETTERS_ADDED,
  TRANSACTION_COMMITTED,
  EVENTS_MARKED,
  OFFSETS_COMMITTED,
  GIVEN_UP,

  // A call to another system, see CallRunner and AnswerApplier
  CALLS_TAKEN,
  CALL_BEGUN,
  CALL_ANSWERED,
  CALLS_CLOSED,
  ANSWERS_DECIDED,
  ANSWERS_COMMITTED,
  CALLS_GIVEN_BACK,

  // What leaves, see Relay
  LEASE_TAKEN,
  OUTBOX_READ,
  RECORD_SENT,
  RECORDS_ACKNOWLEDGED,
  OUTBOX_DELETED,

  // An orderly stop, from the consumer to the relay
  CONSUMER_STOPPED,
  CALLS_ENDED,
  ANSWERS_DRAINED,
  OUTBOX_DRAINED,
  LEASE_RELEASED,

  // What was put aside, see Drainer and DeadLetterDesk
  PARKED_FOUND,
  PARKED_OWNED,
  PARKED_SETTLED,
  PARKED_COMMITTED,
  LETTERS_PARKED,
  LETTERS_DECIDED,
  LETTERS_COMMITTED;

  private static final Hook HOOK =
      ServiceLoader.load(Hook.class, Failpoint.class.getClassLoader())
          .findFirst()
          .orElse(unarmed -> {});

  /** Says that the current thread is here. Returns unless a test wants something else. */
  public void reach() {
    HOOK.reached(this);
  }

  /** What a test build does at a failpoint: halt the process, wait, throw. */
  @FunctionalInterface
  public interface Hook {

    /** Called on the thread that has reached the failpoint. */
    void reached(Failpoint failpoint);
  }
}
