package dev.streamflow.payment;

/**
 * An amount in the smallest unit of its currency.
 *
 * @param currency ISO 4217
 * @throws IllegalArgumentException if it is negative, or of no currency
 */
public record Money(long amountMinor, String currency) {

  public Money {
    if (amountMinor < 0) {
      throw new IllegalArgumentException("negative amount " + amountMinor);
    }
    if (!currency.matches("[A-Z]{3}")) {
      throw new IllegalArgumentException("no currency: " + currency);
    }
  }
}
