package dev.streamflow.payment;

import dev.streamflow.payment.Payment.State;
import dev.streamflow.payment.Purchase.Line;
import java.util.List;
import java.util.UUID;

/** Payments as the tests speak of them. */
public final class Fixtures {

  public static final UUID ORDER = UUID.fromString("01900000-0000-7000-8000-000000000001");
  public static final Purchase COFFEE_AND_TEA =
      new Purchase(
          List.of(
              new Line("coffee", 2, new Money(450, "USD")),
              new Line("tea", 1, new Money(300, "USD"))),
          new Money(1200, "USD"),
          "MX");

  private Fixtures() {}

  public static Payment paymentThatIs(State state) {
    return new Payment(ORDER, "ada", state);
  }
}
