package dev.streamflow.payment.provider;

import dev.streamflow.engine.Call;
import dev.streamflow.payment.Money;
import dev.streamflow.payment.Payment;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the provider is asked for. A call's body is the HTTP request's body, so that every attempt
 * sends the same bytes with the same key; the key says what is asked for, once per order.
 */
public final class ProviderCalls {

  private static final String CAPTURE = "capture:";
  private static final String REFUND = "refund:";

  private static final JsonMapper JSON =
      JsonMapper.builder().propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE).build();

  private ProviderCalls() {}

  private record Charge(String customer, String reference, long amountMinor, String currency) {}

  private record Refund(String chargeId, long amountMinor) {}

  /** Take an amount from the customer. */
  public static Call capture(Payment payment, Money amount) {
    String order = payment.orderId().toString();
    return call(
        CAPTURE,
        payment,
        new Charge(payment.userId(), order, amount.amountMinor(), amount.currency()));
  }

  /** Give back what a charge took. */
  public static Call refund(Payment payment, String chargeId, Money amount) {
    return call(REFUND, payment, new Refund(chargeId, amount.amountMinor()));
  }

  static boolean isRefund(Call call) {
    return call.idempotencyKey().startsWith(REFUND);
  }

  private static Call call(String effect, Payment payment, Object body) {
    return new Call(
        effect + payment.orderId(),
        payment.orderId(),
        payment.userId(),
        JSON.writeValueAsString(body));
  }
}
