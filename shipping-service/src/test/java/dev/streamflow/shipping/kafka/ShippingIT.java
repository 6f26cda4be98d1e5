package dev.streamflow.shipping.kafka;

import static dev.streamflow.shipping.kafka.Fixtures.orderCancelled;
import static dev.streamflow.shipping.kafka.Fixtures.paymentCaptured;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.f4b6a3.uuid.UuidCreator;
import dev.streamflow.events.PaymentCaptured;
import dev.streamflow.events.ShipmentCancelled;
import dev.streamflow.events.ShipmentRejected;
import dev.streamflow.events.ShipmentScheduled;
import dev.streamflow.events.StockLine;
import dev.streamflow.localstack.EventLog;
import dev.streamflow.localstack.LocalStack;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The whole service on real servers: events in, events and rows out. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
class ShippingIT {

  private final UUID order = UuidCreator.getTimeOrderedEpoch();
  private final String user = "user-" + order;

  @Autowired private EventLog events;
  @Autowired private JdbcClient database;

  @DynamicPropertySource
  static void servers(DynamicPropertyRegistry properties) {
    LocalStack.shared()
        .settingsOf("shipping-service")
        .forEach((name, value) -> properties.add(name, () -> value));
  }

  @Test
  void schedulesAnOrderThatIsPaidFor() {
    // When
    events.publish(paymentCaptured(order, user, "US"));

    // Then
    ShipmentScheduled scheduled = awaitScheduled(order);
    assertThat(scheduled.getUserId()).isEqualTo(user);
    assertThat(scheduled.getCountry()).isEqualTo("US");
    assertThat(scheduled.getShipmentId().version()).isEqualTo(7);
    assertThat(rowOf(order))
        .containsEntry("user_id", user)
        .containsEntry("status", "SCHEDULED")
        .containsEntry("shipment_id", scheduled.getShipmentId())
        .containsEntry("country", "US");
  }

  @Test
  void rejectsAnUnservedCountry() {
    // When
    events.publish(paymentCaptured(order, user, "CA"));

    // Then
    ShipmentRejected rejected =
        events.await(ShipmentRejected.class, event -> event.getOrderId().equals(order));
    assertThat(rejected.getCountry()).isEqualTo("CA");
    assertThat(rowOf(order)).containsEntry("status", "REJECTED");
  }

  @Test
  void cancelsAScheduledShipmentWithItsLines() {
    // Given
    events.publish(paymentCaptured(order, user, "MX"));
    awaitScheduled(order);

    // When
    events.publish(orderCancelled(order, user));

    // Then
    assertThat(awaitCancelled(order).getLines()).containsExactly(new StockLine("berry-juice", 2));
    assertThat(rowOf(order)).containsEntry("status", "CANCELLED");
  }

  @Test
  void refusesAPaymentThatTheCancellationOvertook() {
    // Given
    events.publish(orderCancelled(order, user));
    assertThat(awaitCancelled(order).getLines()).isEmpty();

    // When
    events.publish(paymentCaptured(order, user, "US"));
    awaitThatAllIsRead();

    // Then
    assertThat(events.all(ShipmentScheduled.class, event -> event.getOrderId().equals(order)))
        .isEmpty();
    assertThat(rowOf(order)).containsEntry("status", "CANCELLED");
  }

  @Test
  void hasOneEffectHoweverOftenAnEventComes() {
    // Given
    PaymentCaptured captured = paymentCaptured(order, user, "US");
    events.publish(captured);
    awaitScheduled(order);

    // When
    events.publish(captured);
    events.publish(captured);
    awaitThatAllIsRead();

    // Then
    assertThat(events.all(ShipmentScheduled.class, event -> event.getOrderId().equals(order)))
        .hasSize(1);
  }

  private ShipmentScheduled awaitScheduled(UUID which) {
    return events.await(ShipmentScheduled.class, event -> event.getOrderId().equals(which));
  }

  private ShipmentCancelled awaitCancelled(UUID which) {
    return events.await(ShipmentCancelled.class, event -> event.getOrderId().equals(which));
  }

  /** The user's next order is scheduled after all that was published for this user before it. */
  private void awaitThatAllIsRead() {
    UUID nextOrder = UuidCreator.getTimeOrderedEpoch();
    events.publish(paymentCaptured(nextOrder, user, "US"));
    awaitScheduled(nextOrder);
  }

  private Map<String, Object> rowOf(UUID which) {
    return database
        .sql("SELECT user_id, status, shipment_id, country FROM shipment WHERE order_id = ?")
        .param(which)
        .query()
        .singleRow();
  }

  @TestConfiguration
  static class Witnesses {

    @Bean
    EventLog events() {
      return EventLog.of(LocalStack.shared());
    }
  }
}
