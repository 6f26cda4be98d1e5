package dev.streamflow.payment.kafka;

import dev.streamflow.engine.EventStamps;
import dev.streamflow.engine.EventStamps.EventStamp;
import dev.streamflow.engine.InvalidEvent;
import dev.streamflow.events.OrderLine;
import dev.streamflow.events.PaymentCaptured;
import dev.streamflow.events.PaymentDeclined;
import dev.streamflow.events.PaymentRefunded;
import dev.streamflow.events.StockReserved;
import dev.streamflow.payment.Money;
import dev.streamflow.payment.Payment;
import dev.streamflow.payment.Purchase;
import dev.streamflow.payment.Step.Consequence;

/** Translates between the contracts and the domain. */
final class PaymentEvents {

  private final EventStamps stamps;

  PaymentEvents(EventStamps stamps) {
    this.stamps = stamps;
  }

  /**
   * What is to be paid for.
   *
   * @throws InvalidEvent if it can be paid by nobody
   */
  static Purchase purchaseOf(StockReserved event) {
    try {
      return new Purchase(
          event.getLines().stream().map(PaymentEvents::line).toList(),
          money(event.getTotal()),
          event.getCountry());
    } catch (IllegalArgumentException e) {
      throw new InvalidEvent(
          "Order %s cannot be paid: %s".formatted(event.getOrderId(), e.getMessage()));
    }
  }

  PaymentCaptured of(Payment payment, Consequence.PaymentCaptured captured) {
    EventStamp stamp = stamps.next();
    Purchase purchase = captured.purchase();
    return new PaymentCaptured(
        stamp.id(),
        stamp.time(),
        payment.userId(),
        payment.orderId(),
        money(purchase.total()),
        captured.chargeId(),
        purchase.lines().stream().map(PaymentEvents::line).toList(),
        purchase.country());
  }

  PaymentDeclined of(Payment payment, Consequence.PaymentDeclined declined) {
    EventStamp stamp = stamps.next();
    return new PaymentDeclined(
        stamp.id(), stamp.time(), payment.userId(), payment.orderId(), declined.declineCode());
  }

  PaymentRefunded of(Payment payment, Consequence.PaymentRefunded refunded) {
    EventStamp stamp = stamps.next();
    Money amount = refunded.amount();
    return new PaymentRefunded(
        stamp.id(),
        stamp.time(),
        payment.userId(),
        payment.orderId(),
        amount == null ? null : money(amount));
  }

  private static Purchase.Line line(OrderLine line) {
    return new Purchase.Line(line.getSku(), line.getQuantity(), money(line.getUnitPrice()));
  }

  private static OrderLine line(Purchase.Line line) {
    return new OrderLine(line.sku(), line.quantity(), money(line.unitPrice()));
  }

  private static Money money(dev.streamflow.events.Money money) {
    return new Money(money.getAmountMinor(), money.getCurrency());
  }

  private static dev.streamflow.events.Money money(Money money) {
    return new dev.streamflow.events.Money(money.amountMinor(), money.currency());
  }
}
