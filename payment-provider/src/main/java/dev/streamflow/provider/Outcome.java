package dev.streamflow.provider;

/** What a request came to. Final: its key gets this answer for ever. */
public sealed interface Outcome {

  /** Money moved. */
  record Booked(LedgerEntry entry) implements Outcome {}

  /** The card was declined; no money moved. */
  record Declined(String declineCode) implements Outcome {}

  /** A refund of a charge that does not exist; no money moved. */
  record UnknownCharge(String chargeId) implements Outcome {}

  /** A refund of more than is left of its charge; no money moved. */
  record ExceedsCharge(String chargeId, long refundableMinor) implements Outcome {}
}
