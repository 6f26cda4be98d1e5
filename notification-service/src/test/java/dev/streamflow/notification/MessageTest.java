package dev.streamflow.notification;

import static org.assertj.core.api.Assertions.assertThat;

import dev.streamflow.notification.Outcome.Cancelled;
import dev.streamflow.notification.Outcome.Confirmed;
import dev.streamflow.notification.Outcome.Reason;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MessageTest {

  private static final UUID ORDER = UUID.fromString("01890a5d-ac96-774b-bcce-b302099a8057");

  @Test
  void thanksForAConfirmedOrder() {
    Message message = about(new Confirmed());

    assertThat(message.userId()).isEqualTo("user-1");
    assertThat(message.subject()).isEqualTo("Your order " + ORDER + " is confirmed");
    assertThat(message.body())
        .isEqualTo("Thank you for your order. It is paid for, and its shipment is scheduled.");
  }

  @Test
  void tellsWhyAnOrderIsCancelledAndThatItCostsNothing() {
    Message message = about(new Cancelled(Reason.OUT_OF_STOCK, "berry juice"));

    assertThat(message.subject()).isEqualTo("Your order " + ORDER + " is cancelled");
    assertThat(message.body())
        .isEqualTo(
            "We do not have enough in stock: berry juice."
                + " You pay nothing: what was charged is refunded.");
  }

  @ParameterizedTest
  @EnumSource
  void needsNoDetail(Reason reason) {
    assertThat(about(new Cancelled(reason, "")).body()).startsWith(reason.sentence() + ". You pay");
  }

  @Test
  void hasAnIdThatDependsOnTheOrderAlone() {
    assertThat(about(new Confirmed()).id())
        .isEqualTo("<01890a5d-ac96-774b-bcce-b302099a8057@notification.streamflow.example>")
        .isEqualTo(about(new Cancelled(Reason.TIMED_OUT, "")).id());
  }

  private static Message about(Outcome outcome) {
    return Message.about(ORDER, "user-1", outcome);
  }
}
