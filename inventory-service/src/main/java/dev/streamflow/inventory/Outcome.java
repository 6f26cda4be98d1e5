package dev.streamflow.inventory;

import java.util.List;

/** What became of an order's wish for units. */
public sealed interface Outcome {

  /** The shelf after it. */
  Shelf shelf();

  /** All lines are set aside. */
  record Reserved(Shelf shelf) implements Outcome {}

  /** Nothing is set aside; every article that was short is named. */
  record Rejected(Shelf shelf, List<Shortage> shortages) implements Outcome {}

  /** The wish comes late or again: the order was cancelled or served before. */
  record Refused(Shelf shelf) implements Outcome {}
}
