package dev.streamflow.systemtests.demo;

import static dev.streamflow.systemtests.demo.Outcome.CANCELLED_BY_CUSTOMER;
import static dev.streamflow.systemtests.demo.Outcome.CONFIRMED;
import static dev.streamflow.systemtests.demo.Outcome.COUNTRY_NOT_SERVED;
import static dev.streamflow.systemtests.demo.Outcome.OUT_OF_STOCK;
import static dev.streamflow.systemtests.demo.Outcome.PAYMENT_DECLINED;

import dev.streamflow.systemtests.demo.PlacedOrder.Cancellation;
import dev.streamflow.systemtests.invariants.Finding;
import dev.streamflow.systemtests.invariants.Finding.Violation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Knows from the input alone which outcomes an order may have. It leaves open only what timing
 * decides: who of two gets the last article, and whether a cancellation comes in time.
 */
public final class Oracle {

  /** What holds only if nothing is left of the goods of a demonstration before. */
  public static final String EVERY_KIND = "every kind of outcome occurs";

  private final DemoPlan plan;

  public Oracle(DemoPlan plan) {
    this.plan = plan;
  }

  /** Compares what happened with what may happen. */
  public List<Finding> check(Collection<PlacedOrder> placed, Map<UUID, FinalEvent> ends) {
    return List.of(
        checkAll("declined cards never confirm", only(placed, DemoPlan::isDeclined), ends),
        checkAll(
            "unserved countries never confirm",
            only(placed, order -> !DemoPlan.isServed(order)),
            ends),
        checkAll(
            "all others confirm, or name an article that was short",
            only(placed, order -> DemoPlan.isServed(order) && !DemoPlan.isDeclined(order)),
            ends),
        checkKinds(ends.values()));
  }

  private static List<PlacedOrder> only(
      Collection<PlacedOrder> placed, Predicate<DemoOrder> condition) {
    return placed.stream().filter(order -> condition.test(order.input())).toList();
  }

  private Finding checkAll(String promise, List<PlacedOrder> placed, Map<UUID, FinalEvent> ends) {
    List<Violation> violations = new ArrayList<>();
    for (PlacedOrder order : placed) {
      violation(order, ends.get(order.id()))
          .ifPresent(what -> violations.add(new Violation(order.id().toString(), what)));
    }
    String figure = String.format("%,d orders", placed.size());
    return new Finding("oracle", promise, figure, violations);
  }

  /** What is wrong with the end of an order, if anything. */
  private Optional<String> violation(PlacedOrder order, @Nullable FinalEvent end) {
    if (end == null) {
      return Optional.of("has no end");
    }
    boolean payable = !DemoPlan.isDeclined(order.input());
    boolean reachable = DemoPlan.isServed(order.input());
    boolean allowed =
        switch (end.outcome()) {
          case CONFIRMED -> payable && reachable && order.cancellation() != Cancellation.TAKEN;
          case PAYMENT_DECLINED -> !payable;
          case COUNTRY_NOT_SERVED -> payable && !reachable;
          case CANCELLED_BY_CUSTOMER -> order.cancellation() == Cancellation.TAKEN;
          case OUT_OF_STOCK -> namesContended(order.input(), end.detail());
        };
    return allowed
        ? Optional.empty()
        : Optional.of("must not end as " + end.outcome().words() + " " + describe(order, end));
  }

  private static String describe(PlacedOrder order, FinalEvent end) {
    String detail = end.detail().isEmpty() ? "" : "\"" + end.detail() + "\", ";
    DemoOrder input = order.input();
    return "("
        + detail
        + input.user()
        + ", "
        + input.country()
        + ", cancellation "
        + order.cancellation()
        + ")";
  }

  /** The articles named as short are some of the order's own, and were ordered beyond the stock. */
  private boolean namesContended(DemoOrder order, String detail) {
    Set<String> words = Arrays.stream(detail.split("[^\\w-]+")).collect(Collectors.toSet());
    List<String> named = order.quantities().keySet().stream().filter(words::contains).toList();
    return !named.isEmpty() && named.stream().allMatch(plan::isContended);
  }

  private Finding checkKinds(Collection<FinalEvent> ends) {
    Map<Outcome, Integer> counts = Outcome.count(ends, FinalEvent::outcome);
    Set<Outcome> expected = new CertainOutcomes(plan).kinds();
    List<Violation> violations =
        expected.stream()
            .filter(kind -> counts.getOrDefault(kind, 0) == 0)
            .map(kind -> new Violation(kind.words(), "must occur with this input, but did not"))
            .toList();
    String figure =
        expected.size() == Outcome.values().length
            ? "all " + expected.size() + " kinds"
            : "certain with this input: %s; not certain: %s"
                .formatted(words(expected), words(others(expected)));
    return new Finding("oracle", EVERY_KIND, figure, violations);
  }

  private static Set<Outcome> others(Set<Outcome> outcomes) {
    Set<Outcome> others = EnumSet.allOf(Outcome.class);
    others.removeAll(outcomes);
    return others;
  }

  private static String words(Set<Outcome> outcomes) {
    return outcomes.isEmpty()
        ? "none"
        : outcomes.stream().map(Outcome::words).collect(Collectors.joining(", "));
  }
}
