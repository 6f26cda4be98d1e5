package dev.streamflow.systemtests.capacity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.streamflow.schemas.Topic;
import dev.streamflow.schemas.TopicCatalogue;
import dev.streamflow.systemtests.Problem;
import dev.streamflow.systemtests.capacity.CapacityPlan.Line;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CapacityPlanTest {
  private static final double MEAN_PERCENT = 1;
  private static final double YEARS = 3;
  private static final List<String> COUNTED =
      List.of("cells", "partitions of each topic", "brokers", "PostgreSQL servers");

  private final Costs costs = Costs.measured();

  @Test
  void needsNoLessForMoreOrders() {
    Map<String, Double> fewer = plan(1);
    for (double orders : DoubleStream.iterate(1.7, n -> n < 1e9, n -> n * 1.7).toArray()) {
      Map<String, Double> more = plan(orders);
      for (String what : Set.of("cells", "WAL, MB/s in the surge", "topics, TB")) {
        assertThat(more.get(what)).as("%s for %s", what, orders).isGreaterThan(0);
        assertThat(more.get(what)).isGreaterThanOrEqualTo(fewer.get(what));
      }
      fewer = more;
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {1, 59, 61, 100_000, 123_456, 1e6, 1e8, 1e12})
  void countsInWholeNumbersAndNeverNone(double orders) {
    Map<String, Double> plan = plan(orders);

    assertThat(plan.values()).allMatch(value -> value > 0);
    assertThat(plan)
        .allSatisfy(
            (what, value) -> {
              if (COUNTED.contains(what) || what.startsWith("replicas of")) {
                assertThat(value).as(what).isEqualTo(Math.rint(value));
              }
            });
  }

  @ParameterizedTest
  @ValueSource(doubles = {1, 100_000, 1e6, 1e8})
  void leavesTwoPartitionsToEachReplicaAndABrokerToEachCopy(double orders) {
    Map<String, Double> plan = plan(orders);

    double cells = plan.get("cells");
    for (String service : CapacityPlan.SERVICES) {
      assertThat(plan.get("replicas of " + service) / cells)
          .isBetween(2.0, plan.get("partitions of each topic") / 2);
    }
    assertThat(plan.get("brokers") / cells)
        .isGreaterThanOrEqualTo(costs.machine().of("copies_in_kafka"));
    assertThat(plan.get("PostgreSQL servers") / cells).isBetween(2.0, 10.0);
  }

  @Test
  void roundsUpWhereOneIsNotEnough() {
    double ordersPerMinuteOfACell =
        60 * costs.cell().of("relay_rows_per_second") / costs.cell().of("outbox_rows_per_order");

    assertThat(cellsForADay(ordersPerMinuteOfACell * 0.999)).isEqualTo(1);
    assertThat(cellsForADay(ordersPerMinuteOfACell * 1.001)).isEqualTo(2);
  }

  /** The disks are empty. */
  private double cellsForADay(double ordersPerMinute) {
    return byName(new Demand(ordersPerMinute, MEAN_PERCENT, 1 / 365.0)).get("cells");
  }

  @Test
  void growsWithTheYearsOnDiskAlone() {
    Map<String, Double> oneYear = byName(new Demand(1_000, MEAN_PERCENT, 1));
    Map<String, Double> fourYears = byName(new Demand(1_000, MEAN_PERCENT, 4));

    String grows = "services' tables after the years, TB";
    assertThat(fourYears.get(grows)).isCloseTo(4 * oneYear.get(grows), within(1e-9));
    oneYear.remove(grows);
    fourYears.remove(grows);
    assertThat(fourYears).isEqualTo(oneYear);
  }

  @Test
  void needsMoreServersForMoreYearsOnceTheDisksAreFull() {
    String servers = "PostgreSQL servers";

    assertThat(byName(new Demand(100_000, MEAN_PERCENT, 10)).get(servers))
        .isGreaterThan(byName(new Demand(100_000, MEAN_PERCENT, 1)).get(servers));
  }

  @Test
  void computesWithWhatTheRepositoryIsConfiguredFor() {
    TopicCatalogue catalogue = TopicCatalogue.load();

    assertThat(catalogue.services()).containsExactlyInAnyOrderElementsOf(CapacityPlan.SERVICES);
    assertThat(catalogue.eventTopics())
        .extracting(Topic::partitions)
        .containsOnly((int) (double) plan(1).get("partitions of each topic"));
    assertThat(catalogue.eventTopics())
        .extracting(topic -> (double) topic.retention().toDays())
        .containsOnly(costs.retentionDays().of("topics"));
  }

  @Test
  void namesAFormulaAndASourceForEachLine() {
    assertThat(CapacityPlan.of(new Demand(100_000, MEAN_PERCENT, YEARS), costs))
        .noneMatch(line -> line.formula().isBlank() || line.source().isBlank());
  }

  @Test
  void refusesDemandsThatMakeNoSense() {
    assertRefused(() -> new Demand(0, 10, 3), "0.0 orders a minute cannot be planned for");
    assertRefused(() -> new Demand(Double.NaN, 10, 3), "NaN orders a minute");
    assertRefused(() -> new Demand(1e13, 10, 3), "orders a minute cannot be planned for");
    assertRefused(() -> new Demand(100, 0, 3), "a mean of 0.0 % of the surge makes no sense");
    assertRefused(() -> new Demand(100, 101, 3), "a mean of 101.0 %");
    assertRefused(() -> new Demand(100, 10, -1), "-1.0 years make no sense");
  }

  @Test
  void refusesCostsThatAreNone(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("costs.yaml");

    assertRefused(() -> Costs.read(file), "costs.yaml has no costs");
    Files.writeString(file, "cell: {source: here, values: {relay_rows_per_second: -1}}");
    assertRefused(() -> Costs.read(file), "relay_rows_per_second is -1.0, not more than 0");
    assertRefused(() -> costs.cell().of("moons"), "the costs do not say what moons is");
  }

  private static void assertRefused(ThrowingCallable call, String message) {
    assertThatThrownBy(call).isInstanceOf(Problem.class).hasMessageContaining(message);
  }

  private Map<String, Double> plan(double ordersPerMinute) {
    return byName(new Demand(ordersPerMinute, MEAN_PERCENT, YEARS));
  }

  private Map<String, Double> byName(Demand demand) {
    return CapacityPlan.of(demand, costs).stream()
        .collect(Collectors.toMap(Line::what, Line::value));
  }
}
