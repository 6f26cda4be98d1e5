package dev.streamflow.systemtests;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.streamflow.systemtests.demo.DemoOrder;
import dev.streamflow.systemtests.demo.DemoOrder.Line;
import dev.streamflow.systemtests.demo.Shop;
import dev.streamflow.systemtests.invariants.Finding;
import dev.streamflow.systemtests.invariants.GroupInvariant;
import dev.streamflow.systemtests.invariants.Invariant;
import dev.streamflow.systemtests.running.BacklogMeter;
import dev.streamflow.systemtests.running.ConsumerGroups;
import dev.streamflow.systemtests.running.LocalSystem;
import dev.streamflow.systemtests.running.Quiet;
import dev.streamflow.systemtests.witness.ClientLogWriter;
import dev.streamflow.systemtests.witness.Position;
import dev.streamflow.systemtests.witness.PublishedEvent;
import dev.streamflow.systemtests.witness.Topics;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Violations seeded into the real witnesses of a real run: each turns the checker red that it is
 * meant for, and no other.
 */
class SeededViolationsIT {
  private static final String NOTIFICATION = "notification-service";

  private LocalSystem system;

  @BeforeEach
  void runDemo() throws Exception {
    system = SharedSystem.get();
    SharedDemo.report();
  }

  @AfterAll
  static void findNothingOnceAllIsUndone() throws Exception {
    assertThat(Invariant.checkAll(SharedSystem.get().witnesses()))
        .flatExtracting(Finding::violations)
        .isEmpty();
  }

  @Test
  void turnsMoneyRedIfAnOrderIsChargedThatWasNeverPaid() throws Exception {
    // Given
    UUID unpaid =
        anOrder("SELECT order_id FROM orders WHERE cancellation_reason = ?", "OUT_OF_STOCK");
    try (SeededCharge _ = SeededCharge.at(system, unpaid)) {
      assertOnlyRed("I1", unpaid.toString());
    }
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
  }

  @Test
  void turnsLossAndOffsetsRedIfAGroupSkippedAnEvent() throws Exception {
    // Given
    JdbcClient payment = database("payment-service");
    UUID event = someAppliedEvent(payment);
    UUID another = UUID.randomUUID();
    String replace = "UPDATE applied_batch SET event_ids = array_replace(event_ids, ?, ?)";

    // Then
    payment.sql(replace).params(event, another).update();
    try (Undo _ = () -> payment.sql(replace).params(another, event).update()) {
      assertRed(event.toString(), "I4", "I7");
    }
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
  }

  @Test
  void turnsOrderRedIfTwoEventsOfACustomerAreSwapped() throws Exception {
    // Given
    UUID onlyOne =
        database("order-service")
            .sql("SELECT (array_agg(order_id))[1] FROM orders GROUP BY user_id HAVING count(*) = 1")
            .query(UUID.class)
            .list()
            .getFirst();
    List<PublishedEvent> events = eventsOf(onlyOne, "order.events");
    UUID first = events.getFirst().eventId();
    UUID second = events.getLast().eventId();
    JdbcClient inventory = database("inventory-service");
    String swap =
        """
        UPDATE applied_batch SET event_ids = array_replace(
          array_replace(array_replace(event_ids, :one, :nobody), :other, :one), :nobody, :other)
        """;
    Map<String, UUID> two = Map.of("one", first, "other", second, "nobody", UUID.randomUUID());

    // Then
    inventory.sql(swap).params(two).update();
    try (Undo _ = () -> inventory.sql(swap).params(two).update()) {
      assertOnlyRed("I6", first.toString());
    }
  }

  @Test
  void turnsOffsetsRedIfTheOffsetOfAStoppedServiceSkipsAnEvent() throws Exception {
    // Given
    system.programs().stop(List.of(NOTIFICATION));
    UUID order = placeOrderThatIsOutOfStock();
    PublishedEvent cancelled =
        await("OrderCancelled")
            .atMost(20, SECONDS)
            .until(() -> eventsOf(order, "order.events"), events -> events.size() == 2)
            .getLast();
    assertThat(redOf(NOTIFICATION)).isEmpty();

    // When
    moveOffset(cancelled.position().offset() + 1, cancelled);

    // Then
    Finding offsets = redOf(NOTIFICATION).getFirst();
    assertThat(offsets.id()).isEqualTo("I7");
    assertThat(offsets.violations())
        .extracting(Finding.Violation::subject)
        .containsExactly(cancelled.eventId().toString());

    // When
    moveOffset(cancelled.position().offset(), cancelled);
    system.programs().start(List.of(NOTIFICATION));

    // Then
    try (BacklogMeter meter = new BacklogMeter(system.bootstrapServers(), system::databaseOf)) {
      assertThat(Quiet.await(meter, backlog -> {})).isEmpty();
    }
    assertThat(redOf(NOTIFICATION)).isEmpty();
  }

  @Test
  void turnsCalmRedIfThereIsADeadLetterThatNobodyPutIn() throws Exception {
    // Given
    JdbcClient shipping = database("shipping-service");

    // Then
    shipping
        .sql(
            """
            INSERT INTO dead_letter (dead_letter_id, topic, record_partition, record_offset,
              record_timestamp, headers, cause_type, cause_message)
            VALUES (gen_random_uuid(), 'payment.events', 0, 123456, now(), ''::bytea, 'none', '')
            """)
        .update();
    try (Undo _ =
        () -> shipping.sql("DELETE FROM dead_letter WHERE record_offset = 123456").update()) {
      assertOnlyRed("I8", "payment.events-0@123456");
    }
  }

  private UUID placeOrderThatIsOutOfStock() throws Exception {
    try (ClientLogWriter log = new ClientLogWriter(system.clientLog());
        Shop shop = new Shop(system.addressOf("order-service"), log)) {
      Line line = new Line(SharedDemo.SKUS_LEFT_ALONE.get(1), 1);
      return shop.place(new DemoOrder("dora", "US", List.of(line)), UUID.randomUUID().toString());
    }
  }

  private void moveOffset(long offset, PublishedEvent event) throws Exception {
    Position position = event.position();
    TopicPartition partition = new TopicPartition(position.topic(), position.partition());
    try (ConsumerGroups groups = system.consumerGroups()) {
      groups.move(NOTIFICATION, Map.of(partition, offset));
    }
  }

  private List<Finding> redOf(String group) throws Exception {
    return GroupInvariant.checkAll(system.groupWitness(group)).stream()
        .filter(finding -> !finding.holds())
        .toList();
  }

  private List<PublishedEvent> eventsOf(UUID order, String topic) {
    return Topics.read(system.bootstrapServers(), system.registry()).stream()
        .filter(event -> event.orderId().equals(order))
        .filter(event -> event.position().topic().equals(topic))
        .toList();
  }

  /** Takes a seeded violation away again, whatever the assertion says. */
  private interface Undo extends AutoCloseable {}

  private JdbcClient database(String service) {
    return JdbcClient.create(system.databaseOf(service));
  }

  private void assertOnlyRed(String id, String subject) throws Exception {
    assertRed(subject, id);
  }

  private void assertRed(String subject, String... ids) throws Exception {
    List<Finding> red =
        Invariant.checkAll(system.witnesses()).stream().filter(f -> !f.holds()).toList();
    assertThat(red).extracting(Finding::id).containsExactly(ids);
    assertThat(red)
        .allSatisfy(
            finding ->
                assertThat(finding.violations())
                    .extracting(Finding.Violation::subject)
                    .containsExactly(subject));
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
}
