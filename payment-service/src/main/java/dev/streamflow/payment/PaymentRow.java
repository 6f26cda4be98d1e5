package dev.streamflow.payment;

import dev.streamflow.payment.Payment.State;
import dev.streamflow.payment.Purchase.Line;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/** A payment as its row keeps it: columns that its state does not know are null. */
record PaymentRow(
    UUID orderId,
    String userId,
    Status status,
    @Nullable Long amountMinor,
    @Nullable String currency,
    @Nullable String country,
    @Nullable String lines,
    @Nullable String chargeId,
    @Nullable String declineCode) {

  /** The states by the names that the column has for them. */
  enum Status {
    NEW,
    CAPTURING,
    CAPTURED,
    DECLINED,
    CANCELLING,
    REFUNDING,
    REFUNDED,
    CANCELLED
  }

  /** Apart from that of HTTP, whose settings may change while the stored rows do not. */
  private static final JsonMapper JSON =
      JsonMapper.builder().propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE).build();

  static PaymentRow of(ResultSet row) throws SQLException {
    return new PaymentRow(
        row.getObject("order_id", UUID.class),
        row.getString("user_id"),
        Status.valueOf(row.getString("status")),
        row.getObject("amount_minor", Long.class),
        row.getString("currency"),
        row.getString("country"),
        row.getString("lines"),
        row.getString("charge_id"),
        row.getString("decline_code"));
  }

  static PaymentRow of(Payment payment) {
    return switch (payment.state()) {
      case State.New() -> row(payment, Status.NEW, null, null, null);
      case State.Capturing(var purchase) -> row(payment, Status.CAPTURING, purchase, null, null);
      case State.Captured(var purchase, var charge) ->
          row(payment, Status.CAPTURED, purchase, charge, null);
      case State.Declined(var purchase, var code) ->
          row(payment, Status.DECLINED, purchase, null, code);
      case State.Cancelling(var purchase) -> row(payment, Status.CANCELLING, purchase, null, null);
      case State.Refunding(var purchase, var charge) ->
          row(payment, Status.REFUNDING, purchase, charge, null);
      case State.Refunded(var purchase, var charge) ->
          row(payment, Status.REFUNDED, purchase, charge, null);
      case State.Cancelled() -> row(payment, Status.CANCELLED, null, null, null);
    };
  }

  Payment payment() {
    return new Payment(orderId, userId, state());
  }

  private State state() {
    return switch (status) {
      case NEW -> new State.New();
      case CAPTURING -> new State.Capturing(purchase());
      case CAPTURED -> new State.Captured(purchase(), known(chargeId));
      case DECLINED -> new State.Declined(purchase(), known(declineCode));
      case CANCELLING -> new State.Cancelling(purchase());
      case REFUNDING -> new State.Refunding(purchase(), known(chargeId));
      case REFUNDED -> new State.Refunded(purchase(), known(chargeId));
      case CANCELLED -> new State.Cancelled();
    };
  }

  private Purchase purchase() {
    return new Purchase(
        List.of(JSON.readValue(known(lines), Line[].class)),
        new Money(known(amountMinor), known(currency)),
        known(country));
  }

  /** The table's checks see to it that a state has what it needs. */
  private static <T> T known(@Nullable T column) {
    return Objects.requireNonNull(column);
  }

  private static PaymentRow row(
      Payment payment,
      Status status,
      @Nullable Purchase purchase,
      @Nullable String chargeId,
      @Nullable String declineCode) {
    return new PaymentRow(
        payment.orderId(),
        payment.userId(),
        status,
        purchase == null ? null : purchase.total().amountMinor(),
        purchase == null ? null : purchase.total().currency(),
        purchase == null ? null : purchase.country(),
        purchase == null ? null : JSON.writeValueAsString(purchase.lines()),
        chargeId,
        declineCode);
  }
}
