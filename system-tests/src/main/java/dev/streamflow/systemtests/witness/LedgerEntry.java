package dev.streamflow.systemtests.witness;

/**
 * A movement of money in the provider's ledger.
 *
 * @param reference the order id, as the provider was told
 */
public record LedgerEntry(Kind kind, String reference, long amountMinor) {

  public enum Kind {
    CAPTURE,
    REFUND
  }

  /** What it adds to the money kept: negative for a refund. */
  public long signedMinor() {
    return kind == Kind.CAPTURE ? amountMinor : -amountMinor;
  }
}
