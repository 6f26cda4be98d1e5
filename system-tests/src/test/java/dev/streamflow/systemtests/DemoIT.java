package dev.streamflow.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.streamflow.systemtests.demo.Demo;
import dev.streamflow.systemtests.demo.DemoOrder;
import dev.streamflow.systemtests.demo.DemoPlan;
import dev.streamflow.systemtests.demo.DemoReport;
import dev.streamflow.systemtests.demo.OrderFile;
import dev.streamflow.systemtests.invariants.Finding;
import dev.streamflow.systemtests.invariants.Invariant;
import dev.streamflow.systemtests.running.LocalSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A small demonstration on the real system, and then violations seeded into its real witnesses:
 * each turns the checker red that it is meant for, and no other.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DemoIT {
  private static final int ORDERS = 300;
  private static final double ORDERS_PER_SECOND = 100;

  /** Every third order, so that all three countries occur. */
  private static final DemoPlan PLAN = plan();

  /** Articles for other tests on the same system, which must not disturb the stock of this one. */
  static final List<String> SKUS_LEFT_ALONE = skusLeftAlone();

  private LocalSystem system;
  private DemoReport report;

  @BeforeAll
  void runDemo() throws Exception {
    system = SharedSystem.get();
    report = new Demo(system, PLAN, ORDERS_PER_SECOND, progress -> {}).run();
  }

  @Test
  void keepsEveryPromiseAndReachesEveryOutcome() {
    assertThat(report.failures()).isEmpty();
    assertThat(report.findings()).flatExtracting(Finding::violations).isEmpty();
    assertThat(report.accepted()).isEqualTo(ORDERS);
    assertThat(report.outcomes()).allSatisfy((outcome, count) -> assertThat(count).isPositive());
    assertThat(report.cpuMillisPerOrder().get("order-service")).isPositive();
    assertThat(report.passed()).isTrue();
  }

  @Test
  void turnsMoneyRedIfAnOrderIsChargedThatWasNeverPaid() throws Exception {
    // Given
    UUID unpaid =
        anOrder("SELECT order_id FROM orders WHERE cancellation_reason = ?", "OUT_OF_STOCK");
    try (SeededCharge _ = SeededCharge.at(system, unpaid)) {
      assertOnlyRed("I1", unpaid.toString());
    }
    assertAllGreen();
  }

  @Test
  void turnsStockRedIfAUnitIsSoldToNobody() throws Exception {
    // Given
    JdbcClient inventory = database("inventory-service");
    String sku =
        inventory
            .sql("SELECT sku FROM stock WHERE on_hand > 0 LIMIT 1")
            .query(String.class)
            .single();
    String move = "UPDATE stock SET on_hand = on_hand - ?, sold = sold + ? WHERE sku = ?";

    // Then
    inventory.sql(move).params(1, 1, sku).update();
    try (Undo _ = () -> inventory.sql(move).params(-1, -1, sku).update()) {
      assertOnlyRed("I2", sku);
    }
    assertAllGreen();
  }

  @Test
  void turnsEndRedIfAParcelOfAConfirmedOrderIsCancelled() throws Exception {
    // Given
    UUID order = anOrder("SELECT order_id FROM orders WHERE status = ?", "CONFIRMED");
    JdbcClient shipping = database("shipping-service");
    String change = "UPDATE shipment SET status = ? WHERE order_id = ?";

    // Then
    shipping.sql(change).params("CANCELLED", order).update();
    try (Undo _ = () -> shipping.sql(change).params("SCHEDULED", order).update()) {
      assertOnlyRed("I3", order.toString());
    }
    assertAllGreen();
  }

  @Test
  void turnsLossRedIfAnAcceptedOrderIsNowhere() throws Exception {
    // Given
    Path log = system.clientLog();
    byte[] before = Files.readAllBytes(log);
    UUID lost = UUID.randomUUID();
    String line = "{\"order_id\":\"%s\",\"quantities\":{}}\n".formatted(lost);

    // Then
    Files.writeString(log, line, StandardOpenOption.APPEND);
    try (Undo _ = () -> Files.write(log, before)) {
      assertOnlyRed("I4", lost.toString());
    }
    assertAllGreen();
  }

  @Test
  void turnsLossRedIfAGroupSkippedAnEvent() throws Exception {
    // Given
    JdbcClient payment = database("payment-service");
    UUID event = someAppliedEvent(payment);
    UUID another = UUID.randomUUID();
    String replace = "UPDATE applied_batch SET event_ids = array_replace(event_ids, ?, ?)";

    // Then
    payment.sql(replace).params(event, another).update();
    try (Undo _ = () -> payment.sql(replace).params(another, event).update()) {
      assertOnlyRed("I4", event.toString());
    }
    assertAllGreen();
  }

  @Test
  void turnsOnceRedIfAnEventHadASecondEffect() throws Exception {
    // Given
    JdbcClient payment = database("payment-service");
    UUID event = someAppliedEvent(payment);
    String append =
        """
        INSERT INTO applied_batch (event_ids, topics, partitions, offsets)
        VALUES (ARRAY[?::uuid], ARRAY['inventory.events'], ARRAY[0], ARRAY[0])
        """;
    String removeLast =
        "DELETE FROM applied_batch WHERE apply_seq = (SELECT max(apply_seq) FROM applied_batch)";

    // Then
    payment.sql(append).param(event).update();
    try (Undo _ = () -> payment.sql(removeLast).update()) {
      assertOnlyRed("I5", event.toString());
    }
    assertAllGreen();
  }

  /** Takes a seeded violation away again, whatever the assertion says. */
  private interface Undo extends AutoCloseable {}

  private JdbcClient database(String service) {
    return JdbcClient.create(system.databaseOf(service));
  }

  private void assertOnlyRed(String id, String subject) throws Exception {
    List<Finding> red =
        Invariant.checkAll(system.witnesses()).stream().filter(f -> !f.holds()).toList();
    assertThat(red).extracting(Finding::id).containsExactly(id);
    assertThat(red.getFirst().violations())
        .extracting(Finding.Violation::subject)
        .containsExactly(subject);
  }

  private void assertAllGreen() throws Exception {
    assertThat(Invariant.checkAll(system.witnesses()))
        .flatExtracting(Finding::violations)
        .isEmpty();
  }

  private UUID anOrder(String sql, String value) {
    return database("order-service").sql(sql + " LIMIT 1").param(value).query(UUID.class).single();
  }

  private static UUID someAppliedEvent(JdbcClient database) {
    return database
        .sql("SELECT event_ids[1] FROM applied_batch ORDER BY apply_seq LIMIT 1")
        .query(UUID.class)
        .single();
  }

  private static DemoPlan plan() {
    List<DemoOrder> foodMart = OrderFile.foodMart(SharedSystem.skus());
    return new DemoPlan(
        IntStream.range(0, ORDERS).mapToObj(index -> foodMart.get(index * 3)).toList(), ORDERS);
  }

  private static List<String> skusLeftAlone() {
    Set<String> others = new TreeSet<>(SharedSystem.skus());
    others.removeAll(PLAN.stock().keySet());
    return List.copyOf(others);
  }
}
