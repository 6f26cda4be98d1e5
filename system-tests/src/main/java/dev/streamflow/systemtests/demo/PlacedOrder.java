package dev.streamflow.systemtests.demo;

import java.util.UUID;

/**
 * An order that was accepted.
 *
 * @param input what was placed
 * @param id the order id from the answer
 * @param dueNanos when it was to be placed by the schedule (System.nanoTime)
 * @param acceptedNanos when the answer had come
 * @param cancellation what came of the customer's wish to cancel
 */
public record PlacedOrder(
    DemoOrder input, UUID id, long dueNanos, long acceptedNanos, Cancellation cancellation) {

  /** What the customer did about the order afterwards. */
  public enum Cancellation {
    /** Nothing. */
    NOT_ASKED,
    /** Asked, and the order service took it. */
    TAKEN,
    /** Asked, but the order was confirmed already (409). */
    TOO_LATE
  }

  PlacedOrder with(Cancellation outcome) {
    return new PlacedOrder(input, id, dueNanos, acceptedNanos, outcome);
  }
}
