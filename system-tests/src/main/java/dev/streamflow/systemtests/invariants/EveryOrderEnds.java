package dev.streamflow.systemtests.invariants;

import dev.streamflow.systemtests.invariants.Finding.Violation;
import dev.streamflow.systemtests.witness.OrderRow;
import dev.streamflow.systemtests.witness.Witnesses;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * I3: every order is CONFIRMED or CANCELLED, and each participant's row agrees. A mail that the
 * customer's server refuses is an end, too.
 */
public final class EveryOrderEnds implements Invariant {

  private static final Map<String, Set<String>> IF_CONFIRMED =
      Map.of(
          "inventory-service", Set.of("SOLD"),
          "payment-service", Set.of("CAPTURED"),
          "shipping-service", Set.of("SCHEDULED"),
          "notification-service", Set.of("SENT CONFIRMED", "REFUSED CONFIRMED"));

  private static final Map<String, Set<String>> IF_CANCELLED =
      Map.of(
          "inventory-service", Set.of("RELEASED", "CANCELLED"),
          "payment-service", Set.of("REFUNDED", "CANCELLED"),
          "shipping-service", Set.of("CANCELLED"),
          "notification-service", Set.of("SENT CANCELLED", "REFUSED CANCELLED"));

  @Override
  public Finding check(Witnesses witnesses) {
    Collection<OrderRow> orders = witnesses.databases().orders().values();
    Map<String, Map<UUID, String>> participants = witnesses.databases().participants();
    List<Violation> violations = new ArrayList<>();
    orders.forEach(order -> check(order, participants, violations));
    participants.forEach(
        (service, rows) ->
            rows.keySet().stream()
                .filter(id -> !witnesses.databases().orders().containsKey(id))
                .map(id -> new Violation(id.toString(), service + " knows it, order-service not"))
                .forEach(violations::add));
    return new Finding("I3", "end", figure(orders), violations);
  }

  private static void check(
      OrderRow order, Map<String, Map<UUID, String>> participants, List<Violation> violations) {
    if (!order.isConfirmed() && !order.isCancelled()) {
      violations.add(new Violation(order.id().toString(), "is still " + order.status()));
      return;
    }
    (order.isConfirmed() ? IF_CONFIRMED : IF_CANCELLED)
        .forEach(
            (service, allowed) -> {
              String status = participants.get(service).getOrDefault(order.id(), "without a row");
              if (!allowed.contains(status)) {
                String what = "is " + order.status() + ", but " + status + " in " + service;
                violations.add(new Violation(order.id().toString(), what));
              }
            });
  }

  private static String figure(Collection<OrderRow> orders) {
    long confirmed = orders.stream().filter(OrderRow::isConfirmed).count();
    long cancelled = orders.stream().filter(OrderRow::isCancelled).count();
    return "%s orders: %s confirmed, %s cancelled"
        .formatted(
            Amounts.count(orders.size()), Amounts.count(confirmed), Amounts.count(cancelled));
  }
}
