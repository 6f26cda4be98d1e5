package dev.streamflow.order;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A new order that waits to be written, if its idempotency key has not been used before.
 *
 * @param requestHash tells a repeated request from another one under the same key
 * @param lines at frozen prices, in the order of the request
 * @param traceparent the W3C trace of the request
 */
public record Placement(
    String idempotencyKey,
    String requestHash,
    Order order,
    List<Line> lines,
    @Nullable String traceparent) {

  public Placement {
    lines = List.copyOf(lines);
  }

  /** Idempotency keys are unique per user. */
  record Key(String userId, String idempotencyKey) {}

  /**
   * Freezes the prices of a basket.
   *
   * @param patience how long the order may be pending
   * @throws TotalTooLarge if its total cannot be expressed
   */
  static Placement of(
      Basket basket,
      String idempotencyKey,
      @Nullable String traceparent,
      Duration patience,
      Stamps stamps) {
    List<Line> lines = basket.items().stream().map(Line::of).toList();
    Order order = Order.place(basket, total(lines), patience, stamps);
    return new Placement(idempotencyKey, basket.fingerprint(), order, lines, traceparent);
  }

  Key key() {
    return new Key(order.userId(), idempotencyKey);
  }

  /** The first step of the order's history. */
  public Order.Step created() {
    return order.newSteps().getFirst();
  }

  private static Money total(List<Line> lines) {
    try {
      return lines.stream().map(Line::price).reduce(Money::plus).orElseThrow();
    } catch (ArithmeticException overflow) {
      throw new TotalTooLarge();
    }
  }
}
