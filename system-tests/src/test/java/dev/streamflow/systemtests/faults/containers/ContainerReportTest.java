package dev.streamflow.systemtests.faults.containers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.streamflow.systemtests.demo.DemoReport;
import dev.streamflow.systemtests.demo.Latency;
import dev.streamflow.systemtests.faults.FaultReport;
import dev.streamflow.systemtests.faults.containers.ContainerRound.Result;
import dev.streamflow.systemtests.invariants.Finding;
import dev.streamflow.systemtests.invariants.Finding.Violation;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ContainerReportTest {
  private static final Violation LOST = new Violation("order 7", "is nowhere");

  @Test
  void hasARowForEachContainerAndFault() {
    // When
    FaultReport report =
        report(
            result("redis", ContainerFault.KILL, List.of(), List.of()),
            result("redis", ContainerFault.PAUSE, List.of(), List.of()));

    // Then
    assertThat(report.passed()).isTrue();
    assertThat(report.tables().getFirst().rows())
        .containsExactly(
            List.of("redis", "killed", "20", "3", "900 ms", "2.5 s", "1.5 s", "all holds"),
            List.of("redis", "paused", "20", "3", "900 ms", "2.5 s", "1.5 s", "all holds"));
    assertThat(report.findings()).hasSize(1);
  }

  @Test
  void saysInWhichRoundAPromiseWasBroken() {
    // When
    FaultReport report =
        report(
            result("kafka", ContainerFault.PAUSE, List.of(LOST), List.of()),
            result("redis", ContainerFault.PAUSE, List.of(), List.of()));

    // Then
    assertThat(report.passed()).isFalse();
    assertThat(report.tables().getFirst().rows())
        .extracting(List::getLast)
        .containsExactly("BROKEN I4 × 1", "all holds");
    assertThat(report.findings())
        .flatExtracting(Finding::violations)
        .containsExactly(new Violation("kafka paused: order 7", "is nowhere"));
  }

  @Test
  void saysInWhichRoundSomethingWentWrong() {
    // When
    FaultReport report =
        report(result("kafka", ContainerFault.DISCONNECT, List.of(), List.of("order 8: HTTP 500")));

    // Then
    assertThat(report.passed()).isFalse();
    assertThat(report.failures()).containsExactly("kafka disconnected: order 8: HTTP 500");
    assertThat(report.tables().getFirst().rows().getFirst().getLast())
        .isEqualTo("BROKEN failures × 1");
  }

  private static FaultReport report(Result... results) {
    return new ContainerReport(List.of(results), Duration.ofSeconds(30)).of("this test");
  }

  private static Result result(
      String container, ContainerFault fault, List<Violation> violations, List<String> failures) {
    Finding finding = new Finding("I4", "no loss", "20 accepted", violations);
    Latency times = new Latency(100, 500, 900, 1_000);
    DemoReport demo =
        new DemoReport(
            false, 20, 10, 20, 3, Map.of(), 0, times, times, 1.5, Map.of(), failures, List.of());
    return new Result(container, fault, demo, Duration.ofMillis(2_500), List.of(finding));
  }
}
