package dev.streamflow.notification.kafka;

import static dev.streamflow.notification.kafka.Fixtures.orderCancelled;
import static dev.streamflow.notification.kafka.Fixtures.orderConfirmed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mockito.Mockito.mock;

import dev.streamflow.engine.Call;
import dev.streamflow.engine.Decision;
import dev.streamflow.engine.Input;
import dev.streamflow.engine.InvalidEvent;
import dev.streamflow.events.CancellationReason;
import dev.streamflow.events.Money;
import dev.streamflow.notification.Message;
import dev.streamflow.notification.Notification;
import dev.streamflow.notification.Notification.Status;
import dev.streamflow.notification.Notifications;
import dev.streamflow.notification.Outcome.Cancelled;
import dev.streamflow.notification.Outcome.Confirmed;
import dev.streamflow.notification.Outcome.Reason;
import dev.streamflow.notification.channel.Refused;
import dev.streamflow.notification.channel.Sent;
import java.time.Instant;
import java.util.UUID;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class NotificationHandlerTest {

  private static final UUID ORDER = UUID.randomUUID();

  private final NotificationHandler handler = new NotificationHandler(mock(Notifications.class));

  private final Notification unknown = Notification.blank(ORDER, "user-1");

  @Test
  void asksForOneCallThatTellsTheCustomer() {
    Decision<Notification> decision = decide(unknown, orderConfirmed(ORDER, "user-1"));

    assertThat(decision.events()).isEmpty();
    assertThat(decision.calls()).hasSize(1);
    Call call = decision.calls().getFirst();
    assertThat(call.idempotencyKey()).isEqualTo("notify:" + ORDER);
    assertThat(call.orderId()).isEqualTo(ORDER);
    assertThat(call.userId()).isEqualTo("user-1");
    assertThat(Message.ofJson(call.body()))
        .isEqualTo(Message.about(ORDER, "user-1", new Confirmed()));
  }

  @ParameterizedTest
  @EnumSource
  void knowsEveryReasonOfTheContract(CancellationReason reason) {
    Notification cancelled = decide(unknown, orderCancelled(ORDER, "user-1", reason)).state();

    assertThat(cancelled.outcome()).isEqualTo(new Cancelled(Reason.valueOf(reason.name()), ""));
  }

  @Test
  void asksForNothingWhenTheOutcomeIsRepeated() {
    Notification sending = decide(unknown, orderConfirmed(ORDER, "user-1")).state();

    assertThat(decide(sending, orderConfirmed(ORDER, "user-1"))).isEqualTo(Decision.of(sending));
  }

  @Test
  void refusesASecondOutcomeForGood() {
    Notification sending = decide(unknown, orderConfirmed(ORDER, "user-1")).state();

    assertThatExceptionOfType(InvalidEvent.class)
        .isThrownBy(
            () -> decide(sending, orderCancelled(ORDER, "user-1", CancellationReason.TIMED_OUT)))
        .withMessageContaining(ORDER.toString());
  }

  @Test
  void marksTheNotificationAsSentOnceTheChannelHasTheMessage() {
    Decision<Notification> asked = decide(unknown, orderConfirmed(ORDER, "user-1"));
    Sent answer = new Sent(Instant.parse("2026-01-31T12:00:00Z"));

    Decision<Notification> decision =
        handler.decide(asked.state(), new Input.Answer(asked.calls().getFirst(), answer));

    assertThat(decision.state().status()).isEqualTo(Status.SENT);
    assertThat(decision.state().sentAt()).isEqualTo(answer.at());
    assertThat(decision.calls()).isEmpty();
  }

  @Test
  void recordsARefusalAndAsksForNothingMore() {
    Decision<Notification> asked = decide(unknown, orderConfirmed(ORDER, "user-1"));
    Refused answer = new Refused("550 No such user");

    Decision<Notification> decision =
        handler.decide(asked.state(), new Input.Answer(asked.calls().getFirst(), answer));

    assertThat(decision.state().status()).isEqualTo(Status.REFUSED);
    assertThat(decision.state().refusal()).isEqualTo("550 No such user");
    assertThat(decision.calls()).isEmpty();
  }

  @Test
  void refusesATypeThatItHasNoDecisionFor() {
    SpecificRecord unexpected = new Money(1L, "USD");

    assertThatExceptionOfType(InvalidEvent.class).isThrownBy(() -> decide(unknown, unexpected));
  }

  private Decision<Notification> decide(Notification notification, SpecificRecord event) {
    return handler.decide(notification, new Input.Event(event, null));
  }
}
