package dev.streamflow.engine.call;

import dev.streamflow.engine.worker.Signal;

/**
 * Counts the calls under way, from the claim until the answer is applied, so that what is kept in
 * memory is bounded. After an outage the limit begins small and grows by one with each answer: it
 * doubles in each round trip, like the slow start of TCP (RFC 5681), so whoever comes back is not
 * met by everything at once.
 */
public final class Bulkhead {

  /** A claim is a statement: it should bring more than a row or two. */
  private static final int PART_WORTH_A_CLAIM = 10;

  private static final int ALWAYS_WORTH_A_CLAIM = 500;

  private final int most;
  private final Signal room;
  private int limit;
  private int inFlight;

  /**
   * @param room raised when calls can be claimed again
   */
  public Bulkhead(int most, Signal room) {
    this.most = most;
    this.limit = most;
    this.room = room;
  }

  /** How many calls may be claimed now; none while it is only a few. */
  synchronized int room() {
    int free = limit - inFlight;
    int worthAClaim = Math.clamp(limit / PART_WORTH_A_CLAIM, 1, ALWAYS_WORTH_A_CLAIM);
    return free >= worthAClaim ? free : 0;
  }

  /** Takes places, as far as there are any, and returns how many. */
  synchronized int enter(int calls) {
    int entered = Math.clamp(limit - inFlight, 0, calls);
    inFlight += entered;
    return entered;
  }

  /** Gives back places that were not used; nobody who waited for one is told. */
  synchronized void giveBack(int calls) {
    inFlight -= calls;
  }

  synchronized void leave(int calls) {
    boolean full = room() == 0;
    inFlight -= calls;
    if (full && room() > 0) {
      room.raise();
    }
  }

  /** The other side fails: when it is back, so many calls are the beginning. */
  synchronized void startSlowly(int calls) {
    limit = Math.min(calls, most);
  }

  /** The other side has answered. */
  synchronized void grow() {
    limit = Math.min(limit + 1, most);
  }

  /** How many calls are under way. */
  public synchronized int inFlight() {
    return inFlight;
  }
}
