package dev.streamflow.systemtests.demo;

import dev.streamflow.systemtests.running.Backlog;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;

/**
 * How far a demonstration is.
 *
 * @param orders how many there will be
 * @param sent how many were sent at least once
 * @param placed how many were accepted
 */
public record Progress(
    int orders, int sent, int placed, Map<Outcome, Integer> ends, Backlog backlog) {

  static Progress of(
      DemoPlan plan, LoadGenerator load, Collection<FinalEvent> ends, Backlog backlog) {
    return new Progress(
        plan.orders().size(),
        load.sent(),
        load.placed().size(),
        Outcome.count(ends, FinalEvent::outcome),
        backlog);
  }

  /** One line for people. */
  public String line() {
    return String.format(
        Locale.ROOT,
        "placed %,d/%,d  confirmed %,d  cancelled: stock %,d, card %,d, country %,d, customer %,d"
            + "  lag %,d",
        placed,
        orders,
        ends.get(Outcome.CONFIRMED),
        ends.get(Outcome.OUT_OF_STOCK),
        ends.get(Outcome.PAYMENT_DECLINED),
        ends.get(Outcome.COUNTRY_NOT_SERVED),
        ends.get(Outcome.CANCELLED_BY_CUSTOMER),
        backlog.lag());
  }
}
