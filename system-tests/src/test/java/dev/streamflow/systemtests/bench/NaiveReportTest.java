package dev.streamflow.systemtests.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.streamflow.systemtests.bench.BenchReport.Figure;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NaiveReportTest {

  @Test
  void comparesEachPairOfRuns() {
    // Given: 100 orders in 1 s and in 2 s, beside 10 orders in 1 s
    List<RunResult> inBatches = List.of(batches(1, 0.5), batches(2, 1));
    List<RunResult> naive = List.of(naive(5), naive(5));

    // When
    NaiveReport report = NaiveReport.of("command", inBatches, naive);

    // Then
    assertThat(figure(report, "orders/s, batches").values()).containsExactly(100.0, 50.0);
    assertThat(figure(report, "orders/s, one").values()).containsExactly(10.0, 10.0);
    Figure ratio = figure(report, "orders/s, batches / one");
    assertThat(ratio.least()).isCloseTo(5, within(0.01));
    assertThat(ratio.most()).isCloseTo(10, within(0.01));
    assertThat(figure(report, "CPU per order, one / batches").values()).containsExactly(10.0, 5.0);
    assertThat(report.passed()).isTrue();
  }

  @Test
  void saysThatItPlacesFewerOneByOne() {
    NaiveReport report =
        NaiveReport.of("./streamflow bench naive", List.of(batches(1, 1)), List.of(naive(1)));

    assertThat(report.markdown("2026-11-23", 2))
        .contains("100 orders as fast as they are accepted", "so places 10 orders")
        .contains("| orders/s, batches / one | 10.0 | 10.0 | 10.0 |");
  }

  private static Figure figure(NaiveReport report, String what) {
    return report.figures().stream()
        .filter(figure -> figure.what().equals(what))
        .findFirst()
        .orElseThrow();
  }

  private static RunResult batches(int seconds, double cpuMillis) {
    return run(Experiment.saturation("saturation", OrderMix.USUAL, 100), seconds, cpuMillis);
  }

  private static RunResult naive(double cpuMillis) {
    return run(Experiment.saturation("naive", OrderMix.USUAL, 10), 1, cpuMillis);
  }

  private static RunResult run(Experiment experiment, int seconds, double cpuMillis) {
    long end = seconds * 1_000_000L;
    List<OrderTrace> traces =
        IntStream.range(0, experiment.orders())
            .mapToObj(n -> new OrderTrace(n, new UUID(0, n), 0, 1_000, end, "CONFIRMED", 0))
            .toList();
    return new RunResult(
        experiment,
        traces,
        List.of(),
        List.of(),
        Map.of("kafka", cpuMillis),
        Map.of(),
        List.of(),
        List.of());
  }
}
