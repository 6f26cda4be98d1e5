package dev.streamflow.inventory;

import java.util.List;
import java.util.UUID;

/**
 * What was set aside for one order.
 *
 * @param orderId which order
 * @param userId whose order it is
 * @param status how far it is
 * @param lines the units that were set aside, one line per article; empty if none ever were
 */
public record Reservation(UUID orderId, String userId, Status status, List<Line> lines) {

  /** Where a reservation stands. */
  public enum Status {
    /** Nothing is known of the order but that it exists. */
    NEW,
    /** All lines are set aside. */
    RESERVED,
    /** Nothing was set aside, because an article was short. */
    REJECTED,
    /** The order was cancelled; what had been set aside is free again. */
    RELEASED,
    /** The order was cancelled when nothing was set aside; nothing ever will be. */
    CANCELLED,
    /** The order was confirmed; its units have left for good. */
    SOLD
  }

  public Reservation {
    lines = List.copyOf(lines);
  }

  /** An order of which nothing is known yet. */
  public static Reservation blank(UUID orderId, String userId) {
    return new Reservation(orderId, userId, Status.NEW, List.of());
  }

  Reservation reserve(List<Line> setAside) {
    return new Reservation(orderId, userId, Status.RESERVED, setAside);
  }

  Reservation reject() {
    return in(Status.REJECTED);
  }

  Reservation release() {
    return in(Status.RELEASED);
  }

  Reservation cancel() {
    return in(Status.CANCELLED);
  }

  Reservation sell() {
    return in(Status.SOLD);
  }

  private Reservation in(Status next) {
    return new Reservation(orderId, userId, next, lines);
  }
}
