package dev.streamflow.engine;

import com.github.f4b6a3.uuid.UuidCreator;
import dev.streamflow.events.CancellationReason;
import dev.streamflow.events.Money;
import dev.streamflow.events.OrderCancelled;
import dev.streamflow.events.OrderCreated;
import dev.streamflow.events.OrderLine;
import dev.streamflow.events.PaymentCaptured;
import dev.streamflow.events.StockReleased;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;

/** Events as other services would write them. */
public final class TestEvents {

  private TestEvents() {}

  public static UUID newId() {
    return UuidCreator.getTimeOrderedEpoch();
  }

  /**
   * @param chargeId says what the test service does with it
   */
  public static PaymentCaptured captured(UUID orderId, String userId, String chargeId) {
    return new PaymentCaptured(
        newId(), now(), userId, orderId, usd(500), chargeId, List.of(line()), "US");
  }

  public static OrderCreated created(UUID orderId, String userId) {
    return new OrderCreated(newId(), now(), userId, orderId, List.of(line()), usd(500), "US");
  }

  public static OrderCancelled cancelled(UUID orderId, String userId) {
    return new OrderCancelled(
        newId(), now(), userId, orderId, CancellationReason.CANCELLED_BY_CUSTOMER, "");
  }

  public static StockReleased released(UUID orderId, String userId) {
    return new StockReleased(newId(), now(), userId, orderId, List.of());
  }

  private static OrderLine line() {
    return new OrderLine("90748583674", 2, usd(250));
  }

  private static Money usd(long amountMinor) {
    return new Money(amountMinor, "USD");
  }

  private static Instant now() {
    return Instant.now().truncatedTo(ChronoUnit.MILLIS);
  }
}
