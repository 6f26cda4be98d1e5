package dev.streamflow.payment;

/** What the provider said, when it is known. */
public sealed interface Answer {

  /** The money was taken. */
  record Captured(String chargeId) implements Answer {}

  /** No money was taken, and none will be. */
  record Declined(String declineCode) implements Answer {}

  /** The money was given back. */
  record Refunded() implements Answer {}
}
