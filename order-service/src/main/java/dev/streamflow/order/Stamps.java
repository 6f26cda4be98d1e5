package dev.streamflow.order;

import java.time.Instant;
import java.util.UUID;

/** Where new things get their identity and time from. */
@FunctionalInterface
public interface Stamps {

  /** A new stamp; its ids ascend within one process. */
  Stamp next();

  /**
   * @param id a UUIDv7
   * @param time now, in milliseconds
   */
  record Stamp(UUID id, Instant time) {}
}
