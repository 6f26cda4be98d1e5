package dev.streamflow.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.streamflow.localstack.EventLog;
import dev.streamflow.localstack.LocalStack;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/**
 * The service on the real servers and with the real provider, started once for all tests. Each test
 * has an order and a user of its own.
 */
@SpringBootTest(
    properties = {
      "payment.provider.timeout=" + RunningPayments.PATIENCE_MILLIS + "ms",
      "streamflow.calls.backoff=100ms",
      "streamflow.calls.max-backoff=500ms",
      "streamflow.calls.breaker.minimum-calls=10",
      "streamflow.calls.breaker.pause=200ms",
      "streamflow.calls.breaker.probes=2"
    })
public abstract class RunningPayments {

  /** How long the service waits for the provider. */
  protected static final int PATIENCE_MILLIS = 1000;

  private static final Duration SOON = Duration.ofSeconds(30);

  protected static final LocalStack STACK = LocalStack.shared();
  protected static final EventLog EVENTS = EventLog.of(STACK);
  protected static final Provider PROVIDER = Provider.startedBeside(STACK);

  protected final UUID order = UUID.randomUUID();
  protected final String user = "user-" + order;

  @Autowired private JdbcClient jdbc;

  @DynamicPropertySource
  static void settings(DynamicPropertyRegistry registry) {
    STACK.settingsOf("payment-service").forEach((name, value) -> registry.add(name, () -> value));
    registry.add("payment.provider.url", PROVIDER::url);
  }

  @BeforeEach
  @AfterEach
  void turnSwitchesOff() {
    PROVIDER.turn("{}");
  }

  protected void awaitStatus(String status) {
    await().atMost(SOON).untilAsserted(() -> assertThat(column("status")).isEqualTo(status));
  }

  /** Waits until a call of this test's order has been made that often, with the answer unknown. */
  protected void awaitAttempts(String idempotencyKey, int attempts) {
    await()
        .atMost(SOON)
        .untilAsserted(
            () ->
                assertThat(
                        jdbc.sql("SELECT attempt FROM call WHERE idempotency_key = ?")
                            .param(idempotencyKey)
                            .query(Integer.class)
                            .optional())
                    .hasValueSatisfying(made -> assertThat(made).isGreaterThanOrEqualTo(attempts)));
  }

  protected String column(String name) {
    return jdbc.sql("SELECT " + name + " FROM payment WHERE order_id = ?")
        .param(order)
        .query(String.class)
        .optional()
        .orElse("");
  }
}
