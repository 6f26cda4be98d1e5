package dev.streamflow.systemtests.cli;

import dev.streamflow.systemtests.bench.BenchReport;
import dev.streamflow.systemtests.capacity.CapacityPlan;
import dev.streamflow.systemtests.capacity.CapacityPlan.Line;
import dev.streamflow.systemtests.capacity.Costs;
import dev.streamflow.systemtests.capacity.Demand;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "plan",
    description = {
      "Says on paper what a number of orders needs: brokers, partitions, replicas, databases and",
      "disk, from what one order was measured to cost."
    },
    footer = {
      "%nFormulas and sources are printed with it. docs/scale.md says what the model leaves out."
    },
    mixinStandardHelpOptions = true)
final class PlanCommand implements Callable<Integer> {

  @Option(
      names = "--orders-per-minute",
      paramLabel = "N",
      split = ",",
      required = true,
      description = "In the surge; several numbers, by commas, get a column each.")
  private List<Double> ordersPerMinute = List.of();

  @Option(
      names = "--mean-percent",
      paramLabel = "P",
      defaultValue = "1",
      description = "The mean over the years, in percent of that (default: ${DEFAULT-VALUE}).")
  private double meanPercent;

  @Option(
      names = "--years",
      paramLabel = "Y",
      defaultValue = "3",
      description = "How long the databases grow (default: ${DEFAULT-VALUE}).")
  private double years;

  @Option(
      names = "--costs",
      paramLabel = "FILE",
      description = "What an order costs elsewhere, in the form of capacity/costs.yaml.")
  private @Nullable Path file;

  private final Console console = Console.STANDARD;

  @Override
  public Integer call() {
    Costs costs = file == null ? Costs.measured() : Costs.read(file);
    List<List<Line>> plans =
        ordersPerMinute.stream()
            .map(each -> CapacityPlan.of(new Demand(each, meanPercent, years), costs))
            .toList();
    markdown(plans).forEach(console::line);
    console.line("");
    sources(costs).forEach((group, source) -> console.line("- " + group + ": " + source));
    return Streamflow.OK;
  }

  /** A table that is read on the terminal, and in docs/scale.md. */
  private List<String> markdown(List<List<Line>> plans) {
    List<String> lines = new ArrayList<>();
    StringBuilder header = new StringBuilder("| orders per minute |");
    StringBuilder ruler = new StringBuilder("| --- |");
    for (double each : ordersPerMinute) {
      header.append(String.format(Locale.ROOT, " %,.0f |", each));
      ruler.append(" ---: |");
    }
    lines.add(header + " formula | from |");
    lines.add(ruler + " --- | --- |");
    for (int number = 0; number < plans.getFirst().size(); number++) {
      lines.add(row(plans, number));
    }
    return lines;
  }

  private static String row(List<List<Line>> plans, int number) {
    Line first = plans.getFirst().get(number);
    StringBuilder row = new StringBuilder("| " + first.what() + " |");
    for (List<Line> plan : plans) {
      row.append(' ').append(number(plan.get(number).value())).append(" |");
    }
    return row + " " + first.formula() + " | " + first.source() + " |";
  }

  private Map<String, String> sources(Costs costs) {
    Map<String, String> sources = new LinkedHashMap<>();
    sources.put(
        "demand",
        String.format(
            Locale.ROOT,
            "%s years; over the years the mean is %s %% of the surge",
            number(years),
            number(meanPercent)));
    sources.put("cpu", words(costs.cpuMillisPerOrder(), "ms per order"));
    sources.put("bytes", words(costs.bytesPerOrder(), "bytes per order"));
    sources.put("cell", words(costs.cell(), ""));
    sources.put("machine", words(costs.machine(), ""));
    sources.put("retention", words(costs.retentionDays(), "days"));
    return sources;
  }

  private static String words(Costs.Figures figures, String unit) {
    List<String> words = new ArrayList<>();
    new TreeMap<>(figures.values()).forEach((name, value) -> words.add(name + " " + number(value)));
    return (unit + " " + String.join(", ", words)).strip() + ". " + figures.source();
  }

  /** What is counted has no decimals. */
  private static String number(double value) {
    return value == Math.rint(value)
        ? String.format(Locale.ROOT, "%,.0f", value)
        : BenchReport.number(value);
  }
}
