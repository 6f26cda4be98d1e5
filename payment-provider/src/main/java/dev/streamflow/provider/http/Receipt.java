package dev.streamflow.provider.http;

import dev.streamflow.provider.LedgerEntry;
import java.time.Instant;

/** The good answer: what moved. */
sealed interface Receipt {

  record Charged(
      String chargeId, String reference, long amountMinor, String currency, Instant capturedAt)
      implements Receipt {}

  record Refunded(
      String refundId, String chargeId, long amountMinor, String currency, Instant refundedAt)
      implements Receipt {}

  static Receipt of(LedgerEntry entry) {
    return switch (entry.kind()) {
      case CAPTURE ->
          new Charged(
              entry.chargeId(),
              entry.reference(),
              entry.amountMinor(),
              entry.currency(),
              entry.at());
      case REFUND ->
          new Refunded(
              entry.entryId(), entry.chargeId(), entry.amountMinor(), entry.currency(), entry.at());
    };
  }
}
