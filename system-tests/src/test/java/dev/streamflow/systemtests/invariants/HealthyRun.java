package dev.streamflow.systemtests.invariants;

import dev.streamflow.systemtests.witness.ClientLog;
import dev.streamflow.systemtests.witness.ClientLog.Promise;
import dev.streamflow.systemtests.witness.Databases;
import dev.streamflow.systemtests.witness.Journal;
import dev.streamflow.systemtests.witness.LedgerEntry;
import dev.streamflow.systemtests.witness.Leftovers;
import dev.streamflow.systemtests.witness.Offsets;
import dev.streamflow.systemtests.witness.OrderRow;
import dev.streamflow.systemtests.witness.Position;
import dev.streamflow.systemtests.witness.PublishedEvent;
import dev.streamflow.systemtests.witness.StockRow;
import dev.streamflow.systemtests.witness.Witnesses;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.common.TopicPartition;

/**
 * What the witnesses say after a confirmed and a cancelled order for the same article, all well.
 * Everything in it can be changed: that is how a violation is seeded.
 */
final class HealthyRun {
  static final String SKU = "90748583674";
  static final TopicPartition PARTITION = new TopicPartition("order.events", 3);

  private static final String USER = "anna";

  final OrderRow confirmed = new OrderRow(UUID.randomUUID(), "CONFIRMED", 570, Map.of(SKU, 2L));
  final OrderRow cancelled = new OrderRow(UUID.randomUUID(), "CANCELLED", 285, Map.of(SKU, 1L));

  final Map<UUID, OrderRow> orders = new HashMap<>();
  final List<StockRow> stock = new ArrayList<>(List.of(new StockRow(SKU, 10, 8, 0, 2)));
  final Map<String, Map<UUID, String>> participants = new HashMap<>();
  final Map<String, Journal> journals = new HashMap<>();
  final Map<String, Leftovers> leftovers = new HashMap<>();
  final List<LedgerEntry> ledger = new ArrayList<>();
  final List<PublishedEvent> events = new ArrayList<>();
  final Map<TopicPartition, Long> committed = new HashMap<>();
  final Map<TopicPartition, Long> ends = new HashMap<>();
  final List<Promise> promises = new ArrayList<>();

  HealthyRun() {
    orders.put(confirmed.id(), confirmed);
    orders.put(cancelled.id(), cancelled);
    participant("inventory-service", "SOLD", "RELEASED");
    participant("payment-service", "CAPTURED", "REFUNDED");
    participant("shipping-service", "SCHEDULED", "CANCELLED");
    participant("notification-service", "SENT CONFIRMED", "SENT CANCELLED");
    journals.put("order-service", Journal.empty());
    paid(LedgerEntry.Kind.CAPTURE, confirmed);
    paid(LedgerEntry.Kind.CAPTURE, cancelled);
    paid(LedgerEntry.Kind.REFUND, cancelled);
    created(confirmed);
    created(cancelled);
    promises.add(Promise.ofOrder(confirmed.id(), "key-1", USER, "US", confirmed.quantities()));
    // Sent twice, as clients do: it is one delivery.
    promises.add(Promise.ofDelivery("delivery-1", Map.of(SKU, 10L)));
    promises.add(Promise.ofDelivery("delivery-1", Map.of(SKU, 10L)));
  }

  private void participant(String service, String ofConfirmed, String ofCancelled) {
    Map<UUID, String> rows = new HashMap<>();
    rows.put(confirmed.id(), ofConfirmed);
    rows.put(cancelled.id(), ofCancelled);
    participants.put(service, rows);
    journals.put(service, Journal.empty());
    leftovers.put(service, new Leftovers(0, 0));
  }

  private void paid(LedgerEntry.Kind kind, OrderRow order) {
    ledger.add(new LedgerEntry(kind, order.id().toString(), order.totalMinor()));
  }

  private void created(OrderRow order) {
    PublishedEvent event = publish(UUID.randomUUID(), order);
    journals.get("inventory-service").applied().add(event.eventId());
  }

  /** Adds a record at the end of the topic, which inventory has read. */
  PublishedEvent publish(UUID eventId, OrderRow order) {
    Position position = new Position(PARTITION.topic(), PARTITION.partition(), events.size());
    PublishedEvent event = new PublishedEvent(position, USER, "OrderCreated", eventId, order.id());
    events.add(event);
    ends.put(PARTITION, (long) events.size());
    committed.put(PARTITION, (long) events.size());
    return event;
  }

  Witnesses witnesses() {
    return new Witnesses(
        new Offsets(committedByAll(), ends),
        new Databases(orders, stock, participants, journals, leftovers),
        ledger,
        events,
        new ClientLog(promises));
  }

  /** The other services have nothing to do with what is in the topic, and have read it all. */
  private Map<String, Map<TopicPartition, Long>> committedByAll() {
    Map<String, Map<TopicPartition, Long>> all = new HashMap<>();
    journals.keySet().forEach(service -> all.put(service, ends));
    all.put("inventory-service", committed);
    return all;
  }
}
