package dev.streamflow.engine;

import java.time.Instant;

/**
 * How far the service has read. Whoever decides because nothing came has to know whether it has
 * looked: after an outage the answer may be in a topic, unread.
 */
@FunctionalInterface
public interface ReadingProgress {

  /**
   * All that was published before this moment is read, by whichever replica: processed, parked or
   * given up. It moves only by asking, so ask again; {@link Instant#EPOCH} until it is known.
   */
  Instant readUntil();
}
