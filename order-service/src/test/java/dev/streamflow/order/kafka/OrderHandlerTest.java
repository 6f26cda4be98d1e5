package dev.streamflow.order.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.streamflow.engine.Decision;
import dev.streamflow.engine.Input;
import dev.streamflow.engine.InvalidEvent;
import dev.streamflow.events.CancellationReason;
import dev.streamflow.events.OrderCancelled;
import dev.streamflow.events.OrderConfirmed;
import dev.streamflow.events.PaymentDeclined;
import dev.streamflow.events.ShipmentRejected;
import dev.streamflow.events.ShipmentScheduled;
import dev.streamflow.events.StockRejected;
import dev.streamflow.order.Order;
import dev.streamflow.order.Order.Status;
import dev.streamflow.order.Order.Step;
import dev.streamflow.order.Samples;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;

class OrderHandlerTest {

  private final OrderHandler handler = new OrderHandler(Samples.noOrders(), Samples.stamps());
  private final UUID id = UUID.randomUUID();
  private final Events events = new Events(id, "mary", UUID::randomUUID, Samples.MORNING);

  @Test
  void confirmsWithTheShipment() {
    // When
    Outcome outcome =
        handle(events.stockReserved(), events.paymentCaptured(), events.shipmentScheduled());

    // Then
    assertThat(outcome.order.status()).isEqualTo(Status.CONFIRMED);
    assertThat(outcome.published)
        .singleElement()
        .isInstanceOfSatisfying(
            OrderConfirmed.class,
            confirmed -> {
              assertThat(confirmed.getOrderId()).isEqualTo(id);
              assertThat(confirmed.getUserId()).isEqualTo("mary");
              assertThat(confirmed.getTotal().getAmountMinor()).isEqualTo(285);
              assertThat(confirmed.getEventId())
                  .isEqualTo(outcome.order.newSteps().getLast().eventId());
            });
  }

  @Test
  void namesTheShortArticles() {
    assertThat(cancellation(handle(events.stockRejected())))
        .satisfies(
            cancelled -> {
              assertThat(cancelled.getReason()).isEqualTo(CancellationReason.OUT_OF_STOCK);
              assertThat(cancelled.getDetail()).isEqualTo("100: 1 of 3, 200: 0 of 1");
            });
  }

  @Test
  void passesOnWhyThePaymentWasDeclined() {
    assertThat(cancellation(handle(events.stockReserved(), events.paymentDeclined())))
        .satisfies(
            cancelled -> {
              assertThat(cancelled.getReason()).isEqualTo(CancellationReason.PAYMENT_DECLINED);
              assertThat(cancelled.getDetail()).isEqualTo("card_declined");
            });
  }

  @Test
  void namesTheCountryThatIsNotServed() {
    assertThat(cancellation(handle(events.shipmentRejected())))
        .satisfies(
            cancelled -> {
              assertThat(cancelled.getReason()).isEqualTo(CancellationReason.COUNTRY_NOT_SERVED);
              assertThat(cancelled.getDetail()).isEqualTo("no shipping to CA");
            });
  }

  @Test
  void refusesEventsOfOrdersThatItDoesNotHave() {
    // Given
    Input late = new Input.Event(events.shipmentScheduled(), null);

    // Then
    assertThatThrownBy(() -> handler.decide(Optional.empty(), late))
        .isInstanceOf(InvalidEvent.class)
        .hasMessageContaining(id.toString());
  }

  @Test
  void keepsHowOftenAStepWasTried() {
    // Given
    Input third = new Input.Event(events.paymentCaptured(), null, 3);

    // When
    Order order =
        handler.decide(Optional.of(Samples.pendingOrder(id)), third).state().orElseThrow();

    // Then
    assertThat(order.newSteps()).extracting(Step::attempts).containsExactly(3);
  }

  @Test
  void endsOnceWhateverTheOrderOfLateEvents() {
    permutations(
            List.<SpecificRecord>of(
                events.stockReserved(),
                events.paymentCaptured(),
                events.shipmentScheduled(),
                events.stockReleased(),
                events.paymentRefunded(),
                events.shipmentCancelled()))
        .forEach(this::endsOnce);
  }

  @Test
  void endsOnceWhateverStepComesFirst() {
    permutations(
            List.<SpecificRecord>of(
                events.stockReserved(),
                events.stockRejected(),
                events.paymentDeclined(),
                events.shipmentScheduled(),
                events.shipmentRejected()))
        .forEach(this::endsOnce);
  }

  private void endsOnce(List<SpecificRecord> inOrder) {
    // When
    Outcome outcome = handle(inOrder.toArray(SpecificRecord[]::new));

    // Then
    SpecificRecord first =
        inOrder.stream().filter(OrderHandlerTest::ends).findFirst().orElseThrow();
    boolean confirmed = first instanceof ShipmentScheduled;
    assertThat(outcome.order.status()).isEqualTo(confirmed ? Status.CONFIRMED : Status.CANCELLED);
    assertThat(outcome.published)
        .singleElement()
        .isInstanceOf(confirmed ? OrderConfirmed.class : OrderCancelled.class);
    assertThat(historyOf(outcome.order)).containsExactlyElementsOf(expectedHistory(inOrder, first));
  }

  private static List<String> expectedHistory(List<SpecificRecord> events, SpecificRecord first) {
    List<String> types = new ArrayList<>();
    for (SpecificRecord event : events) {
      types.add(event.getSchema().getName());
      if (event == first) {
        types.add(first instanceof ShipmentScheduled ? "OrderConfirmed" : "OrderCancelled");
      }
    }
    return types;
  }

  private static boolean ends(SpecificRecord event) {
    return event instanceof ShipmentScheduled
        || event instanceof StockRejected
        || event instanceof PaymentDeclined
        || event instanceof ShipmentRejected;
  }

  private record Outcome(Order order, List<SpecificRecord> published) {}

  /** Decides event by event, as the engine does within a batch. */
  private Outcome handle(SpecificRecord... inOrder) {
    Optional<Order> state = Optional.of(Samples.pendingOrder(id));
    List<SpecificRecord> published = new ArrayList<>();
    for (SpecificRecord event : inOrder) {
      Decision<Optional<Order>> decision = handler.decide(state, new Input.Event(event, null));
      state = decision.state();
      published.addAll(decision.events());
    }
    return new Outcome(state.orElseThrow(), published);
  }

  private static OrderCancelled cancellation(Outcome outcome) {
    assertThat(outcome.order.status()).isEqualTo(Status.CANCELLED);
    assertThat(outcome.published).singleElement().isInstanceOf(OrderCancelled.class);
    return (OrderCancelled) outcome.published.getFirst();
  }

  private static List<String> historyOf(Order order) {
    return order.newSteps().stream().map(Step::type).toList();
  }

  private static <T> List<List<T>> permutations(List<? extends T> items) {
    if (items.isEmpty()) {
      return List.of(List.of());
    }
    List<List<T>> all = new ArrayList<>();
    for (int i = 0; i < items.size(); i++) {
      List<T> rest = new ArrayList<>(items);
      T head = rest.remove(i);
      for (List<T> tail : OrderHandlerTest.<T>permutations(rest)) {
        List<T> permutation = new ArrayList<>(List.of(head));
        permutation.addAll(tail);
        all.add(permutation);
      }
    }
    return all;
  }
}
