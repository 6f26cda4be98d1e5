package dev.streamflow.systemtests.invariants;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.summingLong;

import dev.streamflow.systemtests.invariants.Finding.Violation;
import dev.streamflow.systemtests.witness.OrderRow;
import dev.streamflow.systemtests.witness.StockRow;
import dev.streamflow.systemtests.witness.Witnesses;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;

/**
 * I2: per SKU, delivered = on hand + reserved + sold, none negative; sold is what the confirmed
 * orders say, and at least what the client knows to be delivered was delivered.
 */
public final class StockBalances implements Invariant {

  @Override
  public Finding check(Witnesses witnesses) {
    Map<String, Long> confirmed = confirmedUnits(witnesses);
    Map<String, Long> known = witnesses.clientLog().deliveredUnits();
    List<Violation> violations = new ArrayList<>();
    for (StockRow row : witnesses.databases().stock()) {
      check(row, remove(confirmed, row.sku()), remove(known, row.sku()), violations);
    }
    confirmed.forEach(
        (sku, units) -> violations.add(new Violation(sku, units + " confirmed, no stock row")));
    known.forEach(
        (sku, units) -> violations.add(new Violation(sku, units + " delivered, no stock row")));
    return new Finding("I2", "stock", figure(witnesses.databases().stock()), violations);
  }

  private static void check(StockRow row, long confirmed, long known, List<Violation> violations) {
    if (row.delivered() != row.onHand() + row.reserved() + row.sold()) {
      violations.add(new Violation(row.sku(), "does not add up: " + row));
    }
    if (row.onHand() < 0 || row.reserved() < 0 || row.sold() < 0) {
      violations.add(new Violation(row.sku(), "is negative: " + row));
    }
    if (row.sold() != confirmed) {
      String what = "%d sold, but confirmed orders hold %d";
      violations.add(new Violation(row.sku(), what.formatted(row.sold(), confirmed)));
    }
    if (row.delivered() < known) {
      String what = "%d delivered, but the client delivered %d";
      violations.add(new Violation(row.sku(), what.formatted(row.delivered(), known)));
    }
  }

  private static Map<String, Long> confirmedUnits(Witnesses witnesses) {
    return witnesses.databases().orders().values().stream()
        .filter(OrderRow::isConfirmed)
        .flatMap(order -> order.quantities().entrySet().stream())
        .collect(groupingBy(Map.Entry::getKey, summingLong(Map.Entry::getValue)));
  }

  private static long remove(Map<String, Long> units, String sku) {
    Long removed = units.remove(sku);
    return removed == null ? 0 : removed;
  }

  private static String figure(List<StockRow> stock) {
    return "%s SKUs: delivered %s = on hand %s + reserved %s + sold %s"
        .formatted(
            Amounts.count(stock.size()),
            sum(stock, StockRow::delivered),
            sum(stock, StockRow::onHand),
            sum(stock, StockRow::reserved),
            sum(stock, StockRow::sold));
  }

  private static String sum(List<StockRow> stock, ToLongFunction<StockRow> column) {
    return Amounts.count(stock.stream().mapToLong(column).sum());
  }
}
