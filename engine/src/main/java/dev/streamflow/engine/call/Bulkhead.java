package dev.streamflow.engine.call;

import dev.streamflow.engine.worker.Signal;

/**
 * Counts the calls under way, from the claim until the answer is applied, so that what is kept in
 * memory is bounded. After an outage the limit begins small and grows by one with each answer: it
 * doubles in each round trip, like the slow start of TCP (RFC 5681), so whoever comes back is not
 * met by everything at once.
 *
 * <p>So many calls may have been the reason why the other side failed: each waited behind the
 * others until its time was over. Therefore the limit doubles only up to half of what it was, and
 * grows by a tenth in each round trip from there.
 */
public final class Bulkhead {

  /** A claim is a statement: it should bring more than a row or two. */
  private static final int PART_WORTH_A_CLAIM = 10;

  private static final int ALWAYS_WORTH_A_CLAIM = 500;

  /** Up to a tenth of the largest limit it always doubles: many outages in a row starve nobody. */
  private static final int PART_THAT_ALWAYS_DOUBLES = 10;

  private static final double CAREFUL_GROWTH = 0.1;

  private final int most;
  private final Signal room;
  private double limit;
  private double carefulFrom;
  private int inFlight;

  /**
   * @param room raised when calls can be claimed again
   */
  public Bulkhead(int most, Signal room) {
    this.most = most;
    this.limit = most;
    this.carefulFrom = most;
    this.room = room;
  }

  /** How many calls may be claimed now; none while it is only a few. */
  synchronized int room() {
    int free = (int) limit - inFlight;
    int worthAClaim = Math.clamp((int) limit / PART_WORTH_A_CLAIM, 1, ALWAYS_WORTH_A_CLAIM);
    return free >= worthAClaim ? free : 0;
  }

  /** Takes places, as far as there are any, and returns how many. */
  synchronized int enter(int calls) {
    int entered = Math.clamp((int) limit - inFlight, 0, calls);
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

  /** The other side has begun to fail: half as many calls may be enough of them. */
  synchronized void beCareful() {
    carefulFrom = Math.max(limit / 2, most / (double) PART_THAT_ALWAYS_DOUBLES);
  }

  /** The other side fails: when it is back, so many calls are the beginning. */
  synchronized void startSlowly(int calls) {
    limit = Math.min(calls, most);
  }

  /** The other side has answered. */
  synchronized void grow() {
    limit = Math.min(limit + (limit < carefulFrom ? 1 : CAREFUL_GROWTH), most);
  }

  /** How many calls are under way. */
  public synchronized int inFlight() {
    return inFlight;
  }
}
