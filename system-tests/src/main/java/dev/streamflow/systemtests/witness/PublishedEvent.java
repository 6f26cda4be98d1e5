package dev.streamflow.systemtests.witness;

import java.util.UUID;

/**
 * One record of an event topic.
 *
 * @param key the record's key; empty if it has none
 * @param type the simple name of the event type; empty if the record does not say
 * @param eventId {@link #NO_ID} if the record cannot be read
 * @param orderId {@link #NO_ID} if the record cannot be read
 */
public record PublishedEvent(
    Position position, String key, String type, UUID eventId, UUID orderId) {

  /** Stands for the id of a record that cannot be read. */
  public static final UUID NO_ID = new UUID(0, 0);
}
