package dev.streamflow.provider;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;

/** What a client asks for. Equal requests are "the same body" to an idempotency key. */
public sealed interface Request {

  /**
   * Takes money from a customer's card.
   *
   * @param customer whose card
   * @param reference what it is for, in the client's words; any number of charges may name it
   * @param amountMinor in the smallest unit of the currency
   * @param currency ISO 4217
   */
  record Charge(
      @NotBlank String customer,
      @NotBlank String reference,
      @Positive long amountMinor,
      @NotNull @Pattern(regexp = "[A-Z]{3}", message = "must be an ISO 4217 code") String currency)
      implements Request {}

  /** Gives back all or a part of what a charge took. */
  record Refund(@NotBlank String chargeId, @Positive long amountMinor) implements Request {}
}
