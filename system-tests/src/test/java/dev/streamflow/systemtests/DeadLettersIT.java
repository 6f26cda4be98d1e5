package dev.streamflow.systemtests;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.streamflow.systemtests.demo.DemoOrder;
import dev.streamflow.systemtests.demo.DemoOrder.Line;
import dev.streamflow.systemtests.demo.Shop;
import dev.streamflow.systemtests.running.DeadLetterDesk;
import dev.streamflow.systemtests.running.LocalSystem;
import dev.streamflow.systemtests.witness.ClientLogWriter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Dead letters as an operator sees and repairs them, through the real control room. */
class DeadLettersIT {
  private static final String SKU = SharedDemo.SKUS_LEFT_ALONE.getFirst();
  private static final String SHIPPING = "shipping-service";
  private static final Map<String, Object> ANNA = Map.of("by", "anna", "reason", "to be shipped");

  private final String user = "user-" + UUID.randomUUID();

  private LocalSystem system;
  private DeadLetterDesk desk;
  private JdbcClient shipping;
  private ClientLogWriter log;
  private Shop shop;
  private CustomerView orders;

  /** What shipping-service's own rules let through, its database refuses for good. */
  @BeforeEach
  void forbidShipmentsOfThisUserToTheUnitedStates() throws Exception {
    system = SharedSystem.get();
    desk = system.deadLetterDesk();
    shipping = JdbcClient.create(system.databaseOf(SHIPPING));
    shipping
        .sql(
            "ALTER TABLE shipment ADD CONSTRAINT embargo"
                + " CHECK (user_id <> '%s' OR status <> 'SCHEDULED' OR country <> 'US')"
                    .formatted(user))
        .update();
    log = new ClientLogWriter(system.clientLog());
    shop = new Shop(system.addressOf("order-service"), log);
    orders = new CustomerView(system.addressOf("order-service"));
    shop.deliver(system.addressOf("inventory-service"), "dead-letter-test", Map.of(SKU, 1_000L));
  }

  @AfterEach
  void goHome() throws Exception {
    liftEmbargo();
    shop.close();
    log.close();
  }

  @Test
  void completesAnOrderWhoseDeadLetterIsCorrected() throws Exception {
    // Given
    UUID order = place();
    UUID letter = awaitLetter();
    JsonNode shown = desk.letter(letter);
    assertThat(shown.required("service").asString()).isEqualTo(SHIPPING);
    assertThat(shown.required("message").asString()).contains("embargo");
    assertThat(orders.get(order).path("status").asString()).isEqualTo("PENDING");

    // When
    ObjectNode event = (ObjectNode) shown.required("event");
    event.put("country", "MX");
    Map<String, Object> correction = with("event", event);
    assertThat(letters(desk.act(letter + "/edit", correction))).isOne();

    // Then
    awaitConfirmed(order);
    assertThat(letters(desk.act(letter + "/edit", correction))).isZero();
    JsonNode decided = desk.letter(letter);
    assertThat(decided.required("resolution").asString()).isEqualTo("REDRIVEN");
    JsonNode act = decided.required("acts").required(0);
    assertThat(act.required("by").asString()).isEqualTo("anna");
    assertThat(act.required("replaced_hex").asString())
        .isEqualTo(shown.required("value_hex").asString());
  }

  @Test
  void refusesACorrectionThatIsNoEvent() throws Exception {
    // Given
    UUID order = place();
    UUID letter = awaitLetter();
    ObjectNode event = (ObjectNode) desk.letter(letter).required("event");
    event.put("country", 7);

    // Then
    assertThatThrownBy(() -> desk.act(letter + "/edit", with("event", event)))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("this is no PaymentCaptured");
    assertThat(desk.letter(letter).required("resolution").isNull()).isTrue();

    // When: the order is not left as it is
    liftEmbargo();
    assertThat(letters(desk.act("redrive", with("ids", List.of(letter))))).isOne();
    awaitConfirmed(order);
  }

  @Test
  void triesAGroupAgainAndEachLetterOnce() throws Exception {
    // Given
    List<UUID> placed = List.of(place(), place(), place());
    await().atMost(20, SECONDS).until(() -> mine().size() == 3);
    liftEmbargo();
    Map<String, Object> group = with("service", SHIPPING);
    group.put("cause", "DataIntegrityViolationException");

    // When
    Map<String, Object> dry = new HashMap<>(group);
    dry.put("dry_run", true);
    assertThat(letters(desk.act("redrive", dry))).isEqualTo(3);
    assertThat(letters(desk.act("redrive", group))).isEqualTo(3);
    assertThat(letters(desk.act("redrive", group))).isZero();

    // Then
    for (UUID order : placed) {
      awaitConfirmed(order);
      assertThat(orders.stepsOf(order)).containsOnlyOnce("ShipmentScheduled");
    }
  }

  private void liftEmbargo() {
    shipping.sql("ALTER TABLE shipment DROP CONSTRAINT IF EXISTS embargo").update();
  }

  private UUID place() throws Exception {
    DemoOrder order = new DemoOrder(user, "US", List.of(new Line(SKU, 1)));
    return shop.place(order, UUID.randomUUID().toString());
  }

  private UUID awaitLetter() {
    return await().atMost(20, SECONDS).until(this::mine, all -> all.size() == 1).getFirst();
  }

  /** The letters of this test's user. */
  private List<UUID> mine() throws InterruptedException {
    return desk.letters(
            SHIPPING, "org.springframework.dao.DataIntegrityViolationException", "payment.events")
        .valueStream()
        .filter(letter -> letter.required("key").asString().equals(user))
        .map(letter -> UUID.fromString(letter.required("id").asString()))
        .toList();
  }

  private void awaitConfirmed(UUID order) {
    await()
        .atMost(20, SECONDS)
        .until(() -> orders.get(order).path("status").asString().equals("CONFIRMED"));
  }

  private static Map<String, Object> with(String name, Object value) {
    Map<String, Object> decision = new HashMap<>(ANNA);
    decision.put(name, value);
    return decision;
  }

  private static int letters(JsonNode outcome) {
    return outcome.required("letters").asInt();
  }
}
