package dev.streamflow.systemtests.synchronous;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.streamflow.systemtests.bench.BenchReport.Figure;
import dev.streamflow.systemtests.bench.BenchReportFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SynchronousReportTest {
  private static final SynchronousExperiment EXPERIMENT =
      new SynchronousExperiment(10, Duration.ofSeconds(30));

  @Test
  void countsThoseWhoGotNoAnswerWithAllOfTheirPatience() {
    // Given: 100 checkouts of 60 ms, 100 of which every fourth succeeds after 4 s, 100 of 60 ms
    SynchronousReport report = report(result(Threads.PLATFORM), result(Threads.VIRTUAL));

    // Then
    assertThat(platform(report, "answered in time, %, before")).isEqualTo(100);
    assertThat(platform(report, "answered in time, %, payment at 3 s")).isEqualTo(25);
    assertThat(platform(report, "answered in time, %, after")).isEqualTo(100);
    assertThat(platform(report, "answered in time, %, all")).isEqualTo(75);
    assertThat(platform(report, "p99, ms, before")).isCloseTo(60, within(0.1));
    assertThat(platform(report, "p50, ms, payment at 3 s")).isCloseTo(10_000, within(10.0));
    assertThat(platform(report, "p99, ms, all")).isCloseTo(10_000, within(10.0));
    assertThat(platform(report, "CPU per checkout, ms")).isEqualTo(0.75);
  }

  @Test
  void keepsItForPeopleForProgramsAndAsAPicture(@TempDir Path folder) throws Exception {
    SynchronousResult platform = result(Threads.PLATFORM);
    SynchronousResult virtual = result(Threads.VIRTUAL);

    Path forPeople =
        BenchReportFiles.write(
            report(platform, virtual), SynchronousChart.svg(platform, virtual), folder);

    assertThat(forPeople)
        .content()
        .contains("|  | platform threads | virtual threads |")
        .contains("| answered in time, %, payment at 3 s | 25.0 | 25.0 |");
    assertThat(folder.resolve("sync.json")).content().contains("\"checkouts_per_second\" : 10.0");
    assertThat(Files.readString(folder.resolve("sync.svg")))
        .contains("payment takes 3 s", "answered in time");
  }

  @Test
  void readsTracesAsItWroteThem() {
    CheckoutTrace trace = new CheckoutTrace(1, 2, true);

    assertThat(CheckoutTrace.ofLine(trace.line())).isEqualTo(trace);
  }

  private static SynchronousReport report(SynchronousResult platform, SynchronousResult virtual) {
    return SynchronousReport.of("command", List.of(platform), List.of(virtual));
  }

  private static double platform(SynchronousReport report, String what) {
    return report.platform().stream()
        .filter(figure -> figure.what().equals(what))
        .mapToDouble(Figure::median)
        .findFirst()
        .orElseThrow();
  }

  private static SynchronousResult result(Threads threads) {
    return new SynchronousResult(
        threads,
        EXPERIMENT,
        IntStream.range(0, 300).mapToObj(SynchronousReportTest::trace).toList(),
        Map.of("checkout", 0.5, "services", 0.25),
        1L << 30);
  }

  private static CheckoutTrace trace(int number) {
    long due = number * 100_000L;
    if (number / 100 != 1) {
      return new CheckoutTrace(due, 60_000, true);
    }
    return number % 4 == 0
        ? new CheckoutTrace(due, 4_000_000, true)
        : new CheckoutTrace(due, CheckoutLoad.PATIENCE.toNanos() / 1000, false);
  }
}
