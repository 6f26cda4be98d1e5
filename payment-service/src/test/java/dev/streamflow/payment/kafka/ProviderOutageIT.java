package dev.streamflow.payment.kafka;

import static dev.streamflow.payment.kafka.SagaEvents.stockReserved;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.streamflow.engine.call.CallBreaker;
import dev.streamflow.payment.Provider.Entry;
import dev.streamflow.payment.RunningPayments;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Many orders at once, while the provider fails. */
class ProviderOutageIT extends RunningPayments {

  private static final Duration SOON = Duration.ofSeconds(30);
  private static final int ORDERS = 20;

  @Autowired private CallBreaker breaker;
  @Autowired private JdbcClient jdbc;

  @AfterEach
  void awaitEndOfOutage() {
    PROVIDER.turn("{}");
    await().atMost(SOON).until(() -> breaker.state().equals("CLOSED"));
  }

  @Test
  void leavesTheProviderAloneAndComesBackByItself() {
    // Given
    PROVIDER.turn("{\"error_rate\": 1}");
    List<UUID> orders = reserve();
    await().atMost(SOON).until(() -> breaker.state().equals("OPEN"));

    // When
    PROVIDER.turn("{}");

    // Then
    awaitCapturedOnce(orders);
    await().atMost(SOON).until(() -> breaker.state().equals("CLOSED"));
  }

  @Test
  void takesTheMoneyOnceHoweverManyCallsTimeOutAfterIt() {
    // Given
    PROVIDER.turn("{\"timeout_after_capture_rate\": 1}");

    // When
    List<UUID> orders = reserve();

    // Then
    awaitCapturedOnce(orders);
  }

  private static List<UUID> reserve() {
    List<UUID> orders = Stream.generate(UUID::randomUUID).limit(ORDERS).toList();
    orders.forEach(order -> EVENTS.publish(stockReserved(order, "user-" + order, 1200)));
    return orders;
  }

  private void awaitCapturedOnce(List<UUID> orders) {
    await().atMost(SOON).until(() -> captured(orders) == orders.size());
    assertThat(orders)
        .allSatisfy(
            order ->
                assertThat(PROVIDER.entriesOf(order))
                    .extracting(Entry::kind)
                    .containsExactly("CAPTURE"));
  }

  private int captured(List<UUID> orders) {
    return jdbc.sql(
            "SELECT count(*) FROM payment"
                + " WHERE order_id = ANY (?::uuid[]) AND status = 'CAPTURED'")
        .param(orders.stream().map(UUID::toString).toArray(String[]::new))
        .query(Integer.class)
        .single();
  }
}
