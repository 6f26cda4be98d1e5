package dev.streamflow.order;

/** The sum over the lines is more than an amount of money can hold. */
public final class TotalTooLarge extends RuntimeException {

  TotalTooLarge() {
    super("the total is too large");
  }
}
