package dev.streamflow.systemtests.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.streamflow.systemtests.bench.BenchReport.Figure;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BenchReportTest {
  private static final Experiment SPIKE =
      Experiment.latencySpike("latency-spike", 10, Duration.ofSeconds(30));

  /** Of each second; from the 15th on there is twice the memory. */
  private static final List<Sizes> SIZES =
      LongStream.range(0, 30)
          .mapToObj(
              second ->
                  new Sizes(
                      second * 1_000_000,
                      (second < 15 ? 1L : 2L) << 30,
                      second * 1_000 + Math.max(0, second - 15) * 500))
          .toList();

  @Test
  void measuresFromWhenTheOrderWasDue() {
    // Given: 300 orders, each accepted after 10 ms, in the middle third after 20, ended after 100
    RunResult run = run(1);

    // When
    BenchReport report = BenchReport.of("./streamflow bench latency-spike", List.of(run));

    // Then
    assertThat(median(report, "checkout p50, ms")).isCloseTo(10, within(0.1));
    assertThat(median(report, "checkout p99, ms")).isCloseTo(20, within(0.1));
    assertThat(median(report, "order to end p99, ms")).isCloseTo(100, within(0.1));
    assertThat(median(report, "checkout p99 meanwhile / before")).isCloseTo(2, within(0.01));
    assertThat(median(report, "orders/s, first POST to last end")).isCloseTo(10, within(0.1));
    assertThat(median(report, "last end after the last order, s")).isCloseTo(0.1, within(0.001));
    assertThat(report.passed()).isTrue();
  }

  @Test
  void comparesTheLastQuarterOfASoakWithItsSecond() {
    // Given: 10 orders/s, of which each leaves 100 bytes, and 150 from the second half on
    RunResult run = run(Experiment.soak("soak", 10, Duration.ofSeconds(30)), 1);

    // When
    BenchReport report = BenchReport.of("./streamflow bench soak", List.of(run));

    // Then
    assertThat(report.figures().stream().skip(9))
        .extracting(figure -> figure.what() + " " + BenchReport.number(figure.median()))
        .containsExactly(
            "second quarter: checkout p99, ms 20.0",
            "last quarter / second 0.500",
            "second quarter: order to end p99, ms 100",
            "last quarter / second 1.00",
            "second quarter: peak memory, GB 1.00",
            "last quarter / second 2.00",
            "second quarter: bytes per order in topics and tables 100",
            "last quarter / second 1.50");
  }

  @Test
  void showsMedianAndSpread() {
    BenchReport report = BenchReport.of("command", List.of(run(3), run(1), run(2)));

    Figure cpu = figure(report, "CPU per order, ms");
    assertThat(List.of(cpu.least(), cpu.median(), cpu.most())).containsExactly(1.0, 2.0, 3.0);
    assertThat(cpu.values()).containsExactly(3.0, 1.0, 2.0);
    assertThat(report.cpuMillisPerOrder()).isEqualTo(Map.of("kafka", 2.0));
  }

  @Test
  void failsWithTheWordsOfTheRunThatFailed() {
    RunResult good = run(1);
    RunResult bad =
        new RunResult(
            SPIKE,
            good.traces(),
            List.of(),
            List.of(),
            Map.of(),
            Map.of(),
            List.of(),
            List.of("1 orders have no end"));

    BenchReport report = BenchReport.of("command", List.of(good, bad));

    assertThat(report.passed()).isFalse();
    assertThat(report.markdown("2026-11-23", 2)).contains("**failed**", "1 orders have no end");
  }

  @Test
  void keepsItForPeopleForProgramsAndAsAPicture(@TempDir Path folder) throws Exception {
    List<RunResult> runs = List.of(run(1));

    Path forPeople =
        BenchReportFiles.write(
            BenchReport.of("command", runs), new BenchChart(runs.getFirst()).svg(), folder);

    assertThat(forPeople)
        .hasFileName("latency-spike.md")
        .content()
        .contains("latency-spike.svg", "Bytes per order on disk (median run): wal 9.00");
    assertThat(folder.resolve("latency-spike.json")).content().contains("\"passed\" : true");
    assertThat(Files.readString(folder.resolve("latency-spike.svg")))
        .contains("payment takes 3 s", "inventory-service");
  }

  @Test
  void readsTracesAsItWroteThem() {
    List<OrderTrace> traces =
        List.of(
            new OrderTrace(7, UUID.randomUUID(), 1, 2, 3, "CONFIRMED", 4),
            new OrderTrace(8, null, 1, OrderTrace.NEVER, OrderTrace.NEVER, "", 0));

    assertThat(traces).extracting(trace -> OrderTrace.ofLine(trace.line())).isEqualTo(traces);
  }

  private static double median(BenchReport report, String what) {
    return figure(report, what).median();
  }

  private static Figure figure(BenchReport report, String what) {
    return report.figures().stream()
        .filter(figure -> figure.what().equals(what))
        .findFirst()
        .orElseThrow();
  }

  private static RunResult run(double cpuMillis) {
    return run(SPIKE, cpuMillis);
  }

  private static RunResult run(Experiment experiment, double cpuMillis) {
    List<OrderTrace> traces = IntStream.range(0, 300).mapToObj(BenchReportTest::trace).toList();
    Sample sample = new Sample(1_000_000, Map.of("inventory-service", 5L), 3);
    return new RunResult(
        experiment,
        traces,
        List.of(sample),
        SIZES,
        Map.of("kafka", cpuMillis),
        Map.of("wal", 9.0),
        List.of(),
        List.of());
  }

  private static OrderTrace trace(int number) {
    long due = number * 100_000L;
    long checkout = number / 100 == 1 ? 20_000 : 10_000;
    return new OrderTrace(
        number, new UUID(0, number), due, due + checkout, due + 100_000, "CONFIRMED", 0);
  }
}
