package dev.streamflow.systemtests.faults.poison;

import dev.streamflow.systemtests.demo.DemoReport;
import dev.streamflow.systemtests.demo.Latency;
import dev.streamflow.systemtests.faults.FaultTable;
import dev.streamflow.systemtests.faults.poison.PoisonSupply.Poison;
import java.util.List;
import java.util.Locale;

/** The figures of a run with poison. */
final class PoisonTables {
  private PoisonTables() {}

  static String summary(PoisonSupply supply, DemoReport with) {
    return String.format(
        Locale.ROOT,
        "%,d poison records among %,d orders at %,.0f/s; %,d more were drawn and left out,"
            + " because somebody can process them",
        supply.all().size(),
        with.orders(),
        with.ordersPerSecond(),
        supply.harmless());
  }

  static FaultTable phases(DemoReport without, DemoReport with) {
    FaultTable table =
        FaultTable.withHeader(
            "orders", "accepted", "202 p99", "end p50", "end p95", "end p99", "end max");
    return table.row(cells("without poison", without)).row(cells("with poison", with));
  }

  private static Object[] cells(String phase, DemoReport demo) {
    Latency ends = demo.orderToFinal();
    return new Object[] {
      phase,
      String.format(Locale.ROOT, "%,d", demo.accepted()),
      millis(demo.acceptance().p99Millis()),
      millis(ends.p50Millis()),
      millis(ends.p95Millis()),
      millis(ends.p99Millis()),
      millis(ends.maxMillis())
    };
  }

  static FaultTable kinds(PoisonSupply supply) {
    FaultTable table = FaultTable.withHeader("poison", "records", "dead letters");
    for (PoisonKind kind : PoisonKind.values()) {
      List<Poison> own = supply.all().stream().filter(one -> one.kind() == kind).toList();
      int letters = own.stream().mapToInt(one -> one.groups().size()).sum();
      table = table.row(kind.words(), count(own.size()), count(letters));
    }
    return table;
  }

  private static String count(int number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  private static String millis(double time) {
    return String.format(Locale.ROOT, "%,.0f ms", time);
  }
}
