package dev.streamflow.order;

/**
 * An amount in the smallest unit of its currency. Arithmetic never overflows silently.
 *
 * @param amountMinor minor units, such as cents
 * @param currency ISO 4217 code
 */
public record Money(long amountMinor, String currency) {

  /**
   * @throws ArithmeticException if the sum does not fit
   */
  public Money plus(Money other) {
    if (!currency.equals(other.currency)) {
      throw new IllegalArgumentException(currency + " and " + other.currency + " do not add up");
    }
    return new Money(Math.addExact(amountMinor, other.amountMinor), currency);
  }

  /**
   * @throws ArithmeticException if the product does not fit
   */
  public Money times(int factor) {
    return new Money(Math.multiplyExact(amountMinor, factor), currency);
  }
}
