package dev.streamflow.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.streamflow.notification.Notification.Status;
import dev.streamflow.notification.Outcome.Cancelled;
import dev.streamflow.notification.Outcome.Confirmed;
import dev.streamflow.notification.Outcome.Reason;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class NotificationTest {

  private static final Instant NOON = Instant.parse("2026-01-31T12:00:00Z");
  private static final Outcome DECLINED = new Cancelled(Reason.PAYMENT_DECLINED, "");

  private final Notification unknown = Notification.blank(UUID.randomUUID(), "user-1");
  private final Notification sending = unknown.announce(new Confirmed());

  @Test
  void announcesTheOutcome() {
    assertThat(sending.status()).isEqualTo(Status.SENDING);
    assertThat(sending.outcome()).isEqualTo(new Confirmed());
    assertThat(sending.sentAt()).isNull();
  }

  @Test
  void announcesTheSameOutcomeOnlyOnce() {
    Notification declined = unknown.announce(DECLINED);

    assertThat(sending.announce(new Confirmed())).isSameAs(sending);
    assertThat(declined.announce(new Cancelled(Reason.PAYMENT_DECLINED, ""))).isSameAs(declined);
  }

  @Test
  void refusesASecondOutcome() {
    assertThatExceptionOfType(OrderAlreadyEnded.class)
        .isThrownBy(() -> sending.announce(DECLINED))
        .withMessageContaining(sending.orderId().toString());
    assertThatExceptionOfType(OrderAlreadyEnded.class)
        .isThrownBy(() -> unknown.announce(DECLINED).announce(new Confirmed()));
  }

  @Test
  void refusesASecondOutcomeAfterTheMessageIsSent() {
    Notification sent = sending.markSent(NOON);

    assertThatExceptionOfType(OrderAlreadyEnded.class).isThrownBy(() -> sent.announce(DECLINED));
  }

  @Test
  void keepsWhenTheMessageWasFirstSent() {
    Notification sent = sending.markSent(NOON);

    assertThat(sent.status()).isEqualTo(Status.SENT);
    assertThat(sent.sentAt()).isEqualTo(NOON);
    assertThat(sent.markSent(NOON.plusSeconds(1))).isSameAs(sent);
  }

  @Test
  void keepsWhyTheMessageIsRefused() {
    Notification refused = sending.markRefused("550 No such user");

    assertThat(refused.status()).isEqualTo(Status.REFUSED);
    assertThat(refused.refusal()).isEqualTo("550 No such user");
    assertThat(refused.markSent(NOON)).isSameAs(refused);
    assertThat(sending.markSent(NOON).markRefused("550").refusal()).isNull();
  }
}
