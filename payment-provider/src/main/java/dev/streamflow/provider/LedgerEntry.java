package dev.streamflow.provider;

import java.time.Instant;

/**
 * Money that moved.
 *
 * @param entryId the identity of this movement: the charge's id, or the refund's
 * @param chargeId the charge that took the money, or whose money was given back
 * @param reference what the charge is for
 * @param customer whose card
 * @param amountMinor what moved, in the smallest unit of the currency; always positive
 * @param idempotencyKey the key it was asked for under
 */
public record LedgerEntry(
    String entryId,
    Kind kind,
    String chargeId,
    String reference,
    String customer,
    long amountMinor,
    String currency,
    String idempotencyKey,
    Instant at) {

  /** From the customer, or back to the customer. */
  public enum Kind {
    CAPTURE,
    REFUND
  }
}
