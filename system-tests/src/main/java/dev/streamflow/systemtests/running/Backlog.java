package dev.streamflow.systemtests.running;

import java.util.Locale;

/**
 * What the system still has to do.
 *
 * @param published records that were ever published, over all event topics
 * @param lag records that a group has not committed yet, over all groups
 * @param outbox rows that wait for the relay, over all services
 * @param calls calls whose answer is not known yet, over all services
 * @param parked events that are tried again later, over all services
 */
public record Backlog(long published, long lag, long outbox, long calls, long parked) {

  /** Of a system that cannot be asked at the moment. */
  public static final Backlog UNKNOWN = new Backlog(0, 0, 0, 0, 0);

  /** Whether nothing is left to do, and nothing happened between the two measurements. */
  boolean isQuietSince(Backlog before) {
    return isEmpty() && before.isEmpty() && published == before.published;
  }

  private boolean isEmpty() {
    return lag + outbox + calls + parked == 0;
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT, "lag %,d, outbox %,d, open calls %,d, parked %,d", lag, outbox, calls, parked);
  }
}
