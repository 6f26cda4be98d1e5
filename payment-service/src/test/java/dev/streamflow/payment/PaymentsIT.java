package dev.streamflow.payment;

import static dev.streamflow.payment.Fixtures.COFFEE_AND_TEA;
import static org.assertj.core.api.Assertions.assertThat;

import dev.streamflow.payment.Payment.State;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

class PaymentsIT extends RunningPayments {

  @Autowired private Payments payments;
  @Autowired private TransactionTemplate transaction;

  @Test
  void beginsAPaymentThatIsNotKnown() {
    assertThat(lock(Map.of(order, user)))
        .containsExactly(Map.entry(order, new Payment(order, user, new State.New())));
  }

  @Test
  void keepsEveryState() {
    // Given
    List<Payment> all =
        Stream.of(
                new State.New(),
                new State.Capturing(COFFEE_AND_TEA),
                new State.Captured(COFFEE_AND_TEA, "ch_1"),
                new State.Declined(COFFEE_AND_TEA, "card_declined"),
                new State.Cancelling(COFFEE_AND_TEA),
                new State.Refunding(COFFEE_AND_TEA, "ch_1"),
                new State.Refunded(COFFEE_AND_TEA, "ch_1"),
                new State.Cancelled())
            .map(state -> new Payment(UUID.randomUUID(), user, state))
            .toList();
    assertThat(all).hasSameSizeAs(State.class.getPermittedSubclasses());
    Map<UUID, String> usersByOrder =
        all.stream().collect(Collectors.toMap(Payment::orderId, Payment::userId));
    // When
    transaction.executeWithoutResult(
        _ -> {
          payments.lock(usersByOrder);
          payments.save(all);
        });
    // Then
    assertThat(lock(usersByOrder).values()).containsExactlyInAnyOrderElementsOf(all);
  }

  private Map<UUID, Payment> lock(Map<UUID, String> usersByOrder) {
    return transaction.execute(_ -> payments.lock(usersByOrder));
  }
}
