package dev.streamflow.payment.kafka;

import static dev.streamflow.payment.Fixtures.COFFEE_AND_TEA;
import static dev.streamflow.payment.Fixtures.ORDER;
import static dev.streamflow.payment.Fixtures.paymentThatIs;
import static dev.streamflow.payment.kafka.SagaEvents.orderCancelled;
import static dev.streamflow.payment.kafka.SagaEvents.stockReserved;
import static dev.streamflow.payment.kafka.SagaEvents.usd;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.streamflow.engine.Call;
import dev.streamflow.engine.Decision;
import dev.streamflow.engine.EventStamps.EventStamp;
import dev.streamflow.engine.Input;
import dev.streamflow.engine.InvalidEvent;
import dev.streamflow.events.OrderLine;
import dev.streamflow.events.PaymentCaptured;
import dev.streamflow.events.PaymentDeclined;
import dev.streamflow.events.PaymentRefunded;
import dev.streamflow.events.StockReserved;
import dev.streamflow.payment.Answer;
import dev.streamflow.payment.Payment;
import dev.streamflow.payment.Payment.State;
import dev.streamflow.payment.Payments;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

class PaymentHandlerTest {

  private static final EventStamp STAMP =
      new EventStamp(
          UUID.fromString("01900000-0000-7000-8000-00000000000e"),
          Instant.parse("2026-01-01T00:00:00Z"));
  private static final Payments NO_DATABASE =
      new Payments(JdbcClient.create(new DriverManagerDataSource()));
  private static final Call CAPTURE =
      new Call(
          "capture:" + ORDER,
          ORDER,
          "ada",
          "{\"customer\":\"ada\",\"reference\":\"%s\",\"amount_minor\":1200,\"currency\":\"USD\"}"
              .formatted(ORDER));
  private static final Call REFUND =
      new Call("refund:" + ORDER, ORDER, "ada", "{\"charge_id\":\"ch_1\",\"amount_minor\":1200}");

  private final PaymentHandler handler = new PaymentHandler(NO_DATABASE, () -> STAMP);

  @Test
  void capturesWhenStockIsReserved() {
    // When
    var decision = decide(new State.New(), event(stockReserved(ORDER, "ada", 1200)));
    // Then
    assertThat(decision.state()).isEqualTo(paymentThatIs(new State.Capturing(COFFEE_AND_TEA)));
    assertThat(decision.calls()).containsExactly(CAPTURE);
    assertThat(decision.events()).isEmpty();
  }

  @Test
  void publishesTheCaptureWithWhatShippingNeeds() {
    // When
    var decision =
        decide(new State.Capturing(COFFEE_AND_TEA), answer(CAPTURE, new Answer.Captured("ch_1")));
    // Then
    assertThat(decision.events())
        .containsExactly(
            new PaymentCaptured(
                STAMP.id(),
                STAMP.time(),
                "ada",
                ORDER,
                usd(1200),
                "ch_1",
                List.of(new OrderLine("coffee", 2, usd(450)), new OrderLine("tea", 1, usd(300))),
                "MX"));
    assertThat(decision.calls()).isEmpty();
  }

  @Test
  void publishesTheDecline() {
    // When
    var decision =
        decide(
            new State.Capturing(COFFEE_AND_TEA),
            answer(CAPTURE, new Answer.Declined("card_declined")));
    // Then
    assertThat(decision.events())
        .containsExactly(
            new PaymentDeclined(STAMP.id(), STAMP.time(), "ada", ORDER, "card_declined"));
  }

  @Test
  void refundsWhenTheOrderIsCancelled() {
    // When
    var decision =
        decide(new State.Captured(COFFEE_AND_TEA, "ch_1"), event(orderCancelled(ORDER, "ada")));
    // Then
    assertThat(decision.calls()).containsExactly(REFUND);
    assertThat(decision.events()).isEmpty();
  }

  @Test
  void publishesTheRefund() {
    // When
    var decision =
        decide(new State.Refunding(COFFEE_AND_TEA, "ch_1"), answer(REFUND, new Answer.Refunded()));
    // Then
    assertThat(decision.events())
        .containsExactly(new PaymentRefunded(STAMP.id(), STAMP.time(), "ada", ORDER, usd(1200)));
  }

  @Test
  void answersACancellationThatHasNothingToUndo() {
    // When
    var decision = decide(new State.New(), event(orderCancelled(ORDER, "ada")));
    // Then
    assertThat(decision.events())
        .containsExactly(new PaymentRefunded(STAMP.id(), STAMP.time(), "ada", ORDER, null));
    assertThat(decision.calls()).isEmpty();
  }

  @Test
  void refusesSilentlyWhatComesAfterTheCancellation() {
    // When
    var decision = decide(new State.Cancelled(), event(stockReserved(ORDER, "ada", 1200)));
    // Then
    assertThat(decision).isEqualTo(Decision.of(paymentThatIs(new State.Cancelled())));
  }

  @Test
  void takesWhatCannotBePaidForInvalid() {
    for (long total : List.of(0L, -1L)) {
      StockReserved event = stockReserved(ORDER, "ada", total);
      assertThatThrownBy(() -> decide(new State.New(), event(event)))
          .isInstanceOf(InvalidEvent.class)
          .hasMessageContaining(ORDER.toString());
    }
  }

  private Decision<Payment> decide(State state, Input input) {
    return handler.decide(paymentThatIs(state), input);
  }

  private static Input event(SpecificRecord event) {
    return new Input.Event(event, null);
  }

  private static Input answer(Call call, Answer answer) {
    return new Input.Answer(call, answer);
  }
}
