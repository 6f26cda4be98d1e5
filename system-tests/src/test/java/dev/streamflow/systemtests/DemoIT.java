package dev.streamflow.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.streamflow.systemtests.demo.DemoReport;
import dev.streamflow.systemtests.invariants.Finding;
import org.junit.jupiter.api.Test;

/** A small demonstration on the real system. */
class DemoIT {

  @Test
  void keepsEveryPromiseAndReachesEveryOutcome() throws Exception {
    // When
    DemoReport report = SharedDemo.report();

    // Then
    assertThat(report.failures()).isEmpty();
    assertThat(report.findings()).flatExtracting(Finding::violations).isEmpty();
    assertThat(report.accepted()).isEqualTo(SharedDemo.ORDERS);
    assertThat(report.outcomes()).allSatisfy((outcome, count) -> assertThat(count).isPositive());
    assertThat(report.cpuMillisPerOrder().get("order-service")).isPositive();
    assertThat(report.passed()).isTrue();
  }
}
