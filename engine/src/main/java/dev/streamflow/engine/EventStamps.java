package dev.streamflow.engine;

import java.time.Instant;
import java.util.UUID;

/**
 * Where events get their identity and time from, so that nothing else reads the clock or makes ids.
 * Draw a stamp while holding the locks of the rows that the event is about.
 */
@FunctionalInterface
public interface EventStamps {

  /** A new stamp; its ids ascend within one process. */
  EventStamp next();

  /**
   * @param id a UUIDv7, for an event id or for the id of something new
   * @param time now, at the precision of the contracts (milliseconds)
   */
  record EventStamp(UUID id, Instant time) {}
}
