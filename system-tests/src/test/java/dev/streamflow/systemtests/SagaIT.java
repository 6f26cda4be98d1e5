package dev.streamflow.systemtests;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.streamflow.localstack.ProcessPause;
import dev.streamflow.systemtests.demo.DemoOrder;
import dev.streamflow.systemtests.demo.DemoOrder.Line;
import dev.streamflow.systemtests.demo.Shop;
import dev.streamflow.systemtests.running.LocalSystem;
import dev.streamflow.systemtests.running.PendingOrders.PendingOrder;
import dev.streamflow.systemtests.witness.ClientLogWriter;
import dev.streamflow.systemtests.witness.Ledger;
import dev.streamflow.systemtests.witness.LedgerEntry;
import dev.streamflow.systemtests.witness.LedgerEntry.Kind;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** Every path of the saga through the real system, as a customer sees it and the provider. */
class SagaIT {

  /** The last of the catalogue, which the demonstration's small input leaves alone. */
  private static final String SKU = SharedDemo.SKUS_LEFT_ALONE.getFirst();

  private static final String SCARCE_SKU = SharedDemo.SKUS_LEFT_ALONE.getLast();

  private LocalSystem system;
  private ClientLogWriter log;
  private Shop shop;
  private CustomerView orders;

  @BeforeEach
  void deliverGoods() throws Exception {
    system = SharedSystem.get();
    log = new ClientLogWriter(system.clientLog());
    shop = new Shop(system.addressOf("order-service"), log);
    orders = new CustomerView(system.addressOf("order-service"));
    shop.deliver(
        system.addressOf("inventory-service"), "saga-test", Map.of(SKU, 1_000L, SCARCE_SKU, 3L));
  }

  @AfterEach
  void close() throws Exception {
    shop.close();
    log.close();
  }

  @Test
  void confirmsAnOrderThatCanBePaidAndShipped() throws Exception {
    // When
    UUID order = place("anna", "US", SKU, 2);

    // Then
    JsonNode end = awaitStatus(order, "CONFIRMED");
    awaitSteps(order, "StockReserved", "PaymentCaptured", "ShipmentScheduled");
    assertThat(ledger(order)).extracting(LedgerEntry::kind).containsExactly(Kind.CAPTURE);
    assertThat(ledger(order).getFirst().amountMinor())
        .isEqualTo(end.at("/total/amount_minor").asLong());
  }

  @Test
  void cancelsAnOrderForMoreThanThereIs() throws Exception {
    // When
    UUID order = place("anna", "US", SCARCE_SKU, 4);

    // Then
    JsonNode end = awaitCancelled(order, "OUT_OF_STOCK");
    assertThat(end.path("cancellation_detail").asString()).contains(SCARCE_SKU);
    awaitSteps(order, "StockReleased", "PaymentRefunded", "ShipmentCancelled");
    assertThat(ledger(order)).isEmpty();
  }

  @Test
  void cancelsAnOrderWhoseCardIsDeclined() throws Exception {
    // When
    UUID order = place("customer-13", "US", SKU, 1);

    // Then
    awaitCancelled(order, "PAYMENT_DECLINED");
    awaitSteps(order, "StockReleased", "PaymentRefunded", "ShipmentCancelled");
    assertThat(ledger(order)).isEmpty();
  }

  @Test
  void givesTheMoneyBackIfTheCountryIsNotServed() throws Exception {
    // When
    UUID order = place("anna", "CA", SKU, 1);

    // Then
    awaitCancelled(order, "COUNTRY_NOT_SERVED");
    awaitSteps(order, "StockReleased", "PaymentRefunded", "ShipmentCancelled");
    assertThat(ledger(order))
        .extracting(LedgerEntry::kind)
        .containsExactlyInAnyOrder(Kind.CAPTURE, Kind.REFUND);
  }

  @Test
  void refusesACancellationAfterTheConfirmation() throws Exception {
    // Given
    UUID order = place("anna", "MX", SKU, 1);
    awaitStatus(order, "CONFIRMED");

    // Then
    assertThat(shop.cancel(order)).isFalse();
  }

  @Test
  void refusesAForwardStepThatACancellationHasOvertaken() throws Exception {
    // Given
    UUID order;
    try (ProcessPause _ = system.programs().find("inventory-service").pause()) {
      order = place("bob", "US", SKU, 1);
      assertThat(shop.cancel(order)).isTrue();
      awaitRow("payment-service", "payment", order, "CANCELLED");
      awaitRow("shipping-service", "shipment", order, "CANCELLED");
    }

    // Then
    awaitSteps(order, "StockReserved", "StockReleased", "PaymentRefunded", "ShipmentCancelled");
    awaitCancelled(order, "CANCELLED_BY_CUSTOMER");
    awaitRow("payment-service", "payment", order, "CANCELLED");
    assertThat(ledger(order)).isEmpty();
  }

  @Test
  void undoesASuccessThatComesAfterTheCancellation() throws Exception {
    // Given
    system.providerSwitches().latency(Duration.ofMillis(1_500));
    UUID order = place("cleo", "US", SKU, 1);
    awaitRow("payment-service", "payment", order, "CAPTURING");

    // When
    assertThat(shop.cancel(order)).isTrue();
    awaitRow("payment-service", "payment", order, "CANCELLING");
    system.providerSwitches().latency(Duration.ZERO);

    // Then
    awaitSteps(order, "StockReleased", "PaymentRefunded", "ShipmentCancelled");
    awaitRow("payment-service", "payment", order, "REFUNDED");
    assertThat(ledger(order))
        .extracting(LedgerEntry::kind)
        .containsExactlyInAnyOrder(Kind.CAPTURE, Kind.REFUND);
  }

  @Test
  void undoesAnOrderThatHangsUntilItsDeadline() throws Exception {
    // Given
    system.providerSwitches().errors(1);
    UUID order = place("dora", "US", SKU, 1);
    awaitSteps(order, "StockReserved");
    assertThat(system.pendingOrders().list(Duration.ZERO, 100))
        .filteredOn(pending -> pending.id().equals(order.toString()))
        .extracting(PendingOrder::waitingFor)
        .containsExactly("payment-service");

    // When
    JdbcClient.create(system.databaseOf("order-service"))
        .sql("UPDATE orders SET deadline = now() WHERE order_id = ?")
        .param(order)
        .update();
    awaitCancelled(order, "TIMED_OUT");
    system.providerSwitches().errors(0);

    // Then: what the provider was asked for is known in the end, and given back
    awaitSteps(order, "StockReleased", "PaymentRefunded", "ShipmentCancelled");
    assertThat(orders.get(order).path("waiting_for")).isEmpty();
    assertThat(ledger(order))
        .extracting(LedgerEntry::kind)
        .containsExactlyInAnyOrder(Kind.CAPTURE, Kind.REFUND);
  }

  private UUID place(String user, String country, String sku, int quantity) throws Exception {
    DemoOrder order = new DemoOrder(user, country, List.of(new Line(sku, quantity)));
    return shop.place(order, UUID.randomUUID().toString());
  }

  private JsonNode awaitCancelled(UUID order, String reason) {
    JsonNode end = awaitStatus(order, "CANCELLED");
    assertThat(end.path("cancellation_reason").asString()).isEqualTo(reason);
    return end;
  }

  private JsonNode awaitStatus(UUID order, String status) {
    return await("order " + order + " is " + status)
        .atMost(20, SECONDS)
        .until(() -> orders.get(order), found -> found.path("status").asString().equals(status));
  }

  private void awaitSteps(UUID order, String... steps) {
    await()
        .atMost(20, SECONDS)
        .untilAsserted(() -> assertThat(orders.stepsOf(order)).contains(steps));
  }

  private void awaitRow(String service, String table, UUID order, String status) {
    JdbcClient database = JdbcClient.create(system.databaseOf(service));
    String sql = "SELECT status FROM " + table + " WHERE order_id = ?";
    await()
        .atMost(20, SECONDS)
        .untilAsserted(
            () ->
                assertThat(database.sql(sql).param(order).query(String.class).list())
                    .containsExactly(status));
  }

  private List<LedgerEntry> ledger(UUID order) throws Exception {
    return Ledger.read(system.addressOf("payment-provider")).stream()
        .filter(entry -> entry.reference().equals(order.toString()))
        .toList();
  }
}
