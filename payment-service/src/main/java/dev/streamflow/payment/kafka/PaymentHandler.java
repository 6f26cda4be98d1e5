package dev.streamflow.payment.kafka;

import dev.streamflow.engine.Decision;
import dev.streamflow.engine.EventHandler;
import dev.streamflow.engine.EventStamps;
import dev.streamflow.engine.Input;
import dev.streamflow.engine.InvalidEvent;
import dev.streamflow.engine.WorkingSet;
import dev.streamflow.events.OrderCancelled;
import dev.streamflow.events.StockReserved;
import dev.streamflow.payment.Answer;
import dev.streamflow.payment.Payment;
import dev.streamflow.payment.Payments;
import dev.streamflow.payment.Step;
import dev.streamflow.payment.Step.Consequence;
import dev.streamflow.payment.provider.ProviderCalls;
import java.util.List;
import org.springframework.stereotype.Component;

/** What the saga's events and the provider's answers mean for a payment. */
@Component
class PaymentHandler implements EventHandler<Payment> {

  private final Payments payments;
  private final PaymentEvents events;

  PaymentHandler(Payments payments, EventStamps stamps) {
    this.payments = payments;
    this.events = new PaymentEvents(stamps);
  }

  @Override
  public WorkingSet<Payment> load(List<Input> inputs) {
    return WorkingSet.keyed(
        payments.lock(Input.ordersOf(inputs)),
        Input::orderId,
        input -> Payment.blank(input.orderId(), input.userId()),
        payments::insert,
        payments::update);
  }

  @Override
  public Decision<Payment> decide(Payment payment, Input input) {
    return decision(
        switch (input.payload()) {
          case StockReserved event -> payment.capture(PaymentEvents.purchaseOf(event));
          case OrderCancelled _ -> payment.cancel();
          case Answer.Captured(var chargeId) -> payment.captured(chargeId);
          case Answer.Declined(var declineCode) -> payment.declined(declineCode);
          case Answer.Refunded() -> payment.refunded();
          default -> throw new InvalidEvent("Not understood: " + input.payload().getClass());
        });
  }

  private Decision<Payment> decision(Step step) {
    Payment payment = step.payment();
    Decision<Payment> decision = Decision.of(payment);
    return switch (step.consequence()) {
      case Consequence.Nothing() -> decision;
      case Consequence.CaptureAsked(var amount) ->
          decision.call(ProviderCalls.capture(payment, amount));
      case Consequence.RefundAsked(var chargeId, var amount) ->
          decision.call(ProviderCalls.refund(payment, chargeId, amount));
      case Consequence.PaymentCaptured captured -> decision.emit(events.of(payment, captured));
      case Consequence.PaymentDeclined declined -> decision.emit(events.of(payment, declined));
      case Consequence.PaymentRefunded refunded -> decision.emit(events.of(payment, refunded));
    };
  }
}
