package dev.streamflow.payment;

import java.util.List;

/**
 * What is paid for. Lines and country are only carried on, to whoever ships them.
 *
 * @param total what the provider is asked for
 * @param country where it goes: ISO 3166-1 alpha-2
 * @throws IllegalArgumentException if there is nothing to pay
 */
public record Purchase(List<Line> lines, Money total, String country) {

  /** One article at its frozen price. */
  public record Line(String sku, int quantity, Money unitPrice) {}

  public Purchase {
    lines = List.copyOf(lines);
    if (total.amountMinor() == 0) {
      throw new IllegalArgumentException("nothing to pay");
    }
  }
}
