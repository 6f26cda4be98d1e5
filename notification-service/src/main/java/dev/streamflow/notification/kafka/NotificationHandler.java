package dev.streamflow.notification.kafka;

import dev.streamflow.engine.Call;
import dev.streamflow.engine.Decision;
import dev.streamflow.engine.EventHandler;
import dev.streamflow.engine.Input;
import dev.streamflow.engine.InvalidEvent;
import dev.streamflow.engine.WorkingSet;
import dev.streamflow.events.CancellationReason;
import dev.streamflow.events.OrderCancelled;
import dev.streamflow.events.OrderConfirmed;
import dev.streamflow.notification.Message;
import dev.streamflow.notification.Notification;
import dev.streamflow.notification.Notifications;
import dev.streamflow.notification.OrderAlreadyEnded;
import dev.streamflow.notification.Outcome;
import dev.streamflow.notification.Outcome.Cancelled;
import dev.streamflow.notification.Outcome.Confirmed;
import dev.streamflow.notification.Outcome.Reason;
import dev.streamflow.notification.channel.Refused;
import dev.streamflow.notification.channel.Sent;
import java.util.List;
import org.springframework.stereotype.Component;

/**
 * What follows from an order's outcome: one call that tells the customer, {@code
 * notify:<order_id>}.
 */
@Component
class NotificationHandler implements EventHandler<Notification> {

  private final Notifications notifications;

  NotificationHandler(Notifications notifications) {
    this.notifications = notifications;
  }

  @Override
  public WorkingSet<Notification> load(List<Input> inputs) {
    return WorkingSet.keyed(
        notifications.lock(Input.ordersOf(inputs)),
        Input::orderId,
        input -> Notification.blank(input.orderId(), input.userId()),
        notifications::insert,
        notifications::update);
  }

  @Override
  public Decision<Notification> decide(Notification notification, Input input) {
    return switch (input.payload()) {
      case OrderConfirmed _ -> announce(notification, new Confirmed());
      case OrderCancelled event ->
          announce(notification, new Cancelled(reason(event.getReason()), event.getDetail()));
      case Sent sent -> Decision.of(notification.markSent(sent.at()));
      case Refused refused -> Decision.of(notification.markRefused(refused.reason()));
      default -> throw new InvalidEvent("Not understood: " + input.payload().getClass());
    };
  }

  private Decision<Notification> announce(Notification notification, Outcome outcome) {
    try {
      Notification announced = notification.announce(outcome);
      return announced == notification
          ? Decision.of(notification)
          : Decision.of(announced).call(callThatTells(announced, outcome));
    } catch (OrderAlreadyEnded e) {
      throw new InvalidEvent(e.getMessage());
    }
  }

  private Call callThatTells(Notification notification, Outcome outcome) {
    Message message = Message.about(notification.orderId(), notification.userId(), outcome);
    return new Call(
        "notify:" + notification.orderId(),
        notification.orderId(),
        notification.userId(),
        message.toJson());
  }

  private static Reason reason(CancellationReason reason) {
    return switch (reason) {
      case OUT_OF_STOCK -> Reason.OUT_OF_STOCK;
      case PAYMENT_DECLINED -> Reason.PAYMENT_DECLINED;
      case COUNTRY_NOT_SERVED -> Reason.COUNTRY_NOT_SERVED;
      case CANCELLED_BY_CUSTOMER -> Reason.CANCELLED_BY_CUSTOMER;
      case TIMED_OUT -> Reason.TIMED_OUT;
      case UNKNOWN -> Reason.UNKNOWN;
    };
  }
}
