package dev.streamflow.payment;

import static dev.streamflow.payment.Fixtures.COFFEE_AND_TEA;
import static org.assertj.core.api.Assertions.assertThat;

import dev.streamflow.payment.Payment.State;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class PaymentsIT extends RunningPayments {

  @Autowired private Payments payments;

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
            .map(this::payment)
            .toList();
    assertThat(all).hasSameSizeAs(State.class.getPermittedSubclasses());
    // When
    assertThat(payments.insert(all)).isEqualTo(all.size());
    // Then
    assertThat(stored(all)).containsExactlyInAnyOrderElementsOf(all);
  }

  @Test
  void keepsWhatIsPaidForThroughAllStates() {
    // Given
    Payment capturing = payment(new State.Capturing(COFFEE_AND_TEA));
    Payment captured =
        new Payment(capturing.orderId(), user, new State.Captured(COFFEE_AND_TEA, "ch_1"));
    payments.insert(List.of(capturing));
    // When
    payments.update(List.of(captured));
    // Then
    assertThat(stored(List.of(captured))).containsExactly(captured);
  }

  @Test
  void leavesARowAloneThatSomebodyElseHasBegun() {
    // Given
    Payment cancelled = payment(new State.Cancelled());
    payments.insert(List.of(cancelled));
    // When
    int inserted =
        payments.insert(
            List.of(
                new Payment(cancelled.orderId(), user, new State.Capturing(COFFEE_AND_TEA)),
                payment(new State.Cancelled())));
    // Then
    assertThat(inserted).isOne();
    assertThat(stored(List.of(cancelled))).containsExactly(cancelled);
  }

  private Payment payment(State state) {
    return new Payment(UUID.randomUUID(), user, state);
  }

  private Collection<Payment> stored(List<Payment> them) {
    return payments.lock(them.stream().map(Payment::orderId).toList()).values();
  }
}
