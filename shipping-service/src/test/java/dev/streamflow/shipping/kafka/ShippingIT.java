package dev.streamflow.shipping.kafka;

import static dev.streamflow.shipping.kafka.Fixtures.orderCancelled;
import static dev.streamflow.shipping.kafka.Fixtures.paymentCaptured;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.github.f4b6a3.uuid.UuidCreator;
import dev.streamflow.engine.Decision;
import dev.streamflow.engine.Input;
import dev.streamflow.engine.WorkingSet;
import dev.streamflow.events.PaymentCaptured;
import dev.streamflow.events.ShipmentCancelled;
import dev.streamflow.events.ShipmentRejected;
import dev.streamflow.events.ShipmentScheduled;
import dev.streamflow.events.StockLine;
import dev.streamflow.localstack.EventLog;
import dev.streamflow.localstack.HeldLock;
import dev.streamflow.localstack.LocalStack;
import dev.streamflow.shipping.Shipment;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import javax.sql.DataSource;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.client.HttpClientErrorException;
import org.springframework.web.client.RestClient;

/** The whole service on real servers: events in, events and rows out. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
class ShippingIT {

  private final UUID order = UuidCreator.getTimeOrderedEpoch();
  private final String user = "user-" + order;

  @Autowired private EventLog events;
  @Autowired private JdbcClient database;
  @Autowired private ShipmentHandler handler;
  @Autowired private TransactionTemplate transaction;
  @LocalServerPort private int port;

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

  @Test
  void schedulesNothingWhileAnotherReplicaCancels() {
    // When
    Decision<Shipment> paid =
        decideBehind(orderCancelled(order, user), paymentCaptured(order, user, "US"));

    // Then
    assertThat(paid.events()).isEmpty();
    assertThat(rowOf(order)).containsEntry("status", "CANCELLED");
  }

  @Test
  void cancelsWhatAnotherReplicaHasJustScheduled() {
    // When
    Decision<Shipment> cancelled =
        decideBehind(paymentCaptured(order, user, "US"), orderCancelled(order, user));

    // Then
    assertThat(cancelled.events())
        .singleElement()
        .isInstanceOfSatisfying(
            ShipmentCancelled.class,
            event -> assertThat(event.getLines()).containsExactly(new StockLine("berry-juice", 2)));
    assertThat(rowOf(order)).containsEntry("status", "CANCELLED");
  }

  @Test
  void letsOperatorsDealWithItsDeadLetters() {
    // Given: no text of PostgreSQL's has this character
    events.publish(paymentCaptured(order, user, "\0"));
    awaitThatAllIsRead();
    RestClient letters = RestClient.create("http://localhost:" + port + "/actuator/deadletters");
    UUID letter = letterOf(user);

    // Then
    assertThat(letters.get().retrieve().body(String.class))
        .contains("DataIntegrityViolationException", "payment.events");
    assertThat(letters.get().uri("/{id}", letter).retrieve().body(String.class))
        .contains(user, "order_id", "invalid byte sequence");

    // When
    Map<String, Object> redrive = Map.of("id", letter, "by", "anna", "reason", "just to see");
    String redriven = post(letters, "redrive", redrive);

    // Then: it fails again
    assertThat(redriven).contains("\"letters\":1");
    await()
        .until(
            () ->
                letters
                    .get()
                    .uri("/{id}", letter)
                    .retrieve()
                    .body(String.class)
                    .contains("\"attempts\":2"));

    // When
    Map<String, Object> group =
        Map.of(
            "cause", "org.springframework.dao.DataIntegrityViolationException",
            "topic", "payment.events",
            "by", "anna",
            "reason", "how many?",
            "dryRun", true);
    Map<String, Object> noEvent =
        Map.of("event", "{}", "by", "anna", "reason", "it was empty", "dryRun", true);

    // Then
    assertThat(post(letters, "redrive", group)).contains("\"letters\":1", "\"dry_run\":true");
    assertThatThrownBy(() -> post(letters, letter + "/edit", noEvent))
        .isInstanceOf(HttpClientErrorException.BadRequest.class)
        .hasMessageContaining("this is no PaymentCaptured");
    assertThat(
            letters
                .get()
                .uri("/{cause}/{topic}", group.get("cause"), "payment.events")
                .retrieve()
                .body(String.class))
        .contains(letter.toString());

    // When
    String discarded =
        post(letters, "discard", Map.of("id", letter, "by", "anna", "reason", "no such country"));

    // Then
    assertThat(discarded).contains("\"letters\":1");
    assertThat(post(letters, "redrive", redrive)).contains("\"letters\":0");
    assertThatThrownBy(() -> post(letters, "redrive", Map.of("by", "", "reason", "", "id", letter)))
        .isInstanceOf(HttpClientErrorException.BadRequest.class);
    assertThatThrownBy(() -> letters.get().uri("/{id}", order).retrieve().toBodilessEntity())
        .isInstanceOf(HttpClientErrorException.NotFound.class);
  }

  private static String post(RestClient letters, String act, Map<String, Object> body) {
    return letters
        .post()
        .uri("/" + act)
        .contentType(MediaType.APPLICATION_JSON)
        .body(body)
        .retrieve()
        .body(String.class);
  }

  private UUID letterOf(String key) {
    return database
        .sql("SELECT dead_letter_id FROM dead_letter WHERE record_key = ?")
        .param(key.getBytes(StandardCharsets.UTF_8))
        .query(UUID.class)
        .single();
  }

  /**
   * Two replicas get an event each about an order that is not known yet. The second waits for the
   * row that the first has made, and then works again.
   */
  private Decision<Shipment> decideBehind(SpecificRecord first, SpecificRecord second) {
    DataSource service = LocalStack.shared().databaseOf("shipping-service");
    return transaction
        .execute(
            _ -> {
              decide(first);
              CompletableFuture<Decision<Shipment>> behind =
                  CompletableFuture.supplyAsync(() -> decideAgainAfterAConflict(second));
              await().until(() -> HeldLock.waitingIn(service), Predicate.isEqual(1));
              return behind;
            })
        .join();
  }

  private Decision<Shipment> decideAgainAfterAConflict(SpecificRecord event) {
    assertThatThrownBy(() -> transaction.execute(_ -> decide(event)))
        .isInstanceOf(OptimisticLockingFailureException.class);
    return transaction.execute(_ -> decide(event));
  }

  /** What the engine does with an event in its transaction. */
  private Decision<Shipment> decide(SpecificRecord event) {
    Input input = new Input.Event(event, null);
    WorkingSet<Shipment> rows = handler.load(List.of(input));
    Decision<Shipment> decision = handler.decide(rows.get(input), input);
    rows.put(input, decision.state());
    rows.write();
    return decision;
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
