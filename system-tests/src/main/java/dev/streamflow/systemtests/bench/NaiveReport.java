package dev.streamflow.systemtests.bench;

import dev.streamflow.systemtests.bench.BenchReport.Figure;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What batches bring: the same code with them and in batches of one. Its components are the fields
 * of the JSON file.
 *
 * @param command what repeats it
 * @param runs of each kind, in turns
 * @param figures median and spread; the ratio is that of each pair of runs
 * @param problems what was not as it should be, in words
 */
public record NaiveReport(
    String experiment,
    String command,
    int runs,
    int orders,
    int naiveOrders,
    boolean passed,
    List<Figure> figures,
    List<String> problems)
    implements BenchReportFiles.Report {

  /** Of at least one pair of runs. */
  public static NaiveReport of(String command, List<RunResult> inBatches, List<RunResult> naive) {
    List<Figure> figures = new ArrayList<>();
    figures.addAll(compare("orders/s", inBatches, naive, RunResult::ordersPerSecond));
    figures.add(ratio("orders/s, batches / one", inBatches, naive, RunResult::ordersPerSecond));
    figures.addAll(compare("CPU per order, ms", inBatches, naive, RunResult::cpuMillis));
    figures.add(ratio("CPU per order, one / batches", naive, inBatches, RunResult::cpuMillis));
    figures.addAll(compare("checkout p99, ms", inBatches, naive, run -> run.checkoutMillis(99)));
    return new NaiveReport(
        naive.getFirst().experiment().name(),
        command,
        naive.size(),
        inBatches.getFirst().experiment().orders(),
        naive.getFirst().experiment().orders(),
        Stream.concat(inBatches.stream(), naive.stream()).allMatch(RunResult::passed),
        figures,
        Stream.concat(inBatches.stream(), naive.stream())
            .flatMap(BenchReport::problemsOf)
            .distinct()
            .toList());
  }

  private static List<Figure> compare(
      String what,
      List<RunResult> inBatches,
      List<RunResult> naive,
      ToDoubleFunction<RunResult> figure) {
    return List.of(
        Figure.of(what + ", batches", inBatches.stream().map(figure::applyAsDouble).toList()),
        Figure.of(what + ", one", naive.stream().map(figure::applyAsDouble).toList()));
  }

  private static Figure ratio(
      String what,
      List<RunResult> dividends,
      List<RunResult> divisors,
      ToDoubleFunction<RunResult> figure) {
    return Figure.of(
        what,
        IntStream.range(0, dividends.size())
            .mapToObj(
                i -> figure.applyAsDouble(dividends.get(i)) / figure.applyAsDouble(divisors.get(i)))
            .toList());
  }

  @Override
  public String markdown(String date, int cores) {
    String text =
        """
        # naive

        `%s` on %d cores, %s, %s. With batches: %,d orders as fast as they are accepted. \
        One: the same code, partitions and threads in batches of one, without linger; \
        it takes much longer, and so places %,d orders.

        ![batches of one over time](naive.svg)

        """;
    String words = passed ? "every promise kept" : "**failed**";
    return String.format(Locale.ROOT, text, command, cores, date, words, orders, naiveOrders)
        + Figure.markdown(figures)
        + BenchReport.list(problems);
  }
}
