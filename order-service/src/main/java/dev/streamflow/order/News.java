package dev.streamflow.order;

import java.time.Instant;

/** What the participants tell. It may wait unread, after an outage of this service. */
@FunctionalInterface
public interface News {

  /** All that was told before this moment is known here, or {@link Instant#EPOCH}. */
  Instant knownUntil();
}
