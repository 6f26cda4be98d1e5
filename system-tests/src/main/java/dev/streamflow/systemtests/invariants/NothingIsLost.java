package dev.streamflow.systemtests.invariants;

import static java.util.stream.Collectors.toSet;

import dev.streamflow.systemtests.invariants.Finding.Violation;
import dev.streamflow.systemtests.witness.PublishedEvent;
import dev.streamflow.systemtests.witness.Witnesses;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * I4: every 202 in the client's own log is an order and an event in the topic, and every event in
 * the topics was applied, or made a dead letter, by every group that reads its type.
 */
public final class NothingIsLost implements Invariant {
  private final Consumption consumption = new Consumption();

  @Override
  public Finding check(Witnesses witnesses) {
    List<Violation> violations = new ArrayList<>();
    checkOrders(witnesses, violations);
    checkEvents(witnesses, violations);
    return new Finding("I4", "no loss", figure(witnesses), violations);
  }

  private static void checkOrders(Witnesses witnesses, List<Violation> violations) {
    Set<UUID> created =
        witnesses.events().stream()
            .filter(event -> event.type().equals("OrderCreated"))
            .map(PublishedEvent::orderId)
            .collect(toSet());
    Set<UUID> rows = witnesses.databases().orders().keySet();
    for (UUID order : witnesses.clientLog().acceptedOrders()) {
      if (!rows.contains(order)) {
        violations.add(new Violation(order.toString(), "was accepted (202), but is no order"));
      }
    }
    for (UUID order : rows) {
      if (!created.contains(order)) {
        violations.add(new Violation(order.toString(), "has no OrderCreated in order.events"));
      }
    }
  }

  private void checkEvents(Witnesses witnesses, List<Violation> violations) {
    Map<String, Consumption.Done> done = new HashMap<>();
    witnesses
        .databases()
        .journals()
        .forEach(
            (service, journal) ->
                done.put(service, new Consumption.Done(journal, witnesses.events())));
    for (PublishedEvent event : witnesses.events()) {
      for (String reader : consumption.readersOf(event)) {
        if (!done.get(reader).contains(event)) {
          String what = "%s of order %s at %s was not processed by %s";
          violations.add(
              new Violation(
                  event.eventId().toString(),
                  what.formatted(event.type(), event.orderId(), event.position(), reader)));
        }
      }
    }
  }

  private static String figure(Witnesses witnesses) {
    int accepted = witnesses.clientLog().acceptedOrders().size();
    long deadLetters =
        witnesses.databases().journals().values().stream()
            .mapToLong(journal -> journal.deadLetters().size())
            .sum();
    return "%s accepted by the client's log, %s events in the topics, %s dead letters"
        .formatted(
            Amounts.count(accepted),
            Amounts.count(witnesses.events().size()),
            Amounts.count(deadLetters));
  }
}
