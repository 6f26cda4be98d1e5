package dev.streamflow.systemtests.cli;

import dev.streamflow.systemtests.Problem;
import dev.streamflow.systemtests.demo.Catalogue;
import dev.streamflow.systemtests.demo.Demo;
import dev.streamflow.systemtests.demo.DemoOrder;
import dev.streamflow.systemtests.demo.DemoPlan;
import dev.streamflow.systemtests.demo.DemoReport;
import dev.streamflow.systemtests.demo.OrderFile;
import dev.streamflow.systemtests.running.LocalSystem;
import dev.streamflow.systemtests.running.Program;
import dev.streamflow.systemtests.running.RunningSystem;
import dev.streamflow.systemtests.witness.Databases;
import dev.streamflow.systemtests.witness.StockRow;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "demo",
    description =
        "Starts everything, places orders, and proves that nothing was lost or done twice.",
    footer = "%nExit code 0 if everything holds, else 1. What was started is stopped at the end.",
    mixinStandardHelpOptions = true)
final class DemoCommand implements Callable<Integer> {
  private static final double MAX_RATE = 100_000;

  @Option(
      names = "--orders",
      paramLabel = "N",
      defaultValue = "1000",
      description = "How many orders to place (default: ${DEFAULT-VALUE}).")
  private int orders;

  @Option(
      names = "--rate",
      paramLabel = "R",
      defaultValue = "100",
      description = "Orders per second (default: ${DEFAULT-VALUE}).")
  private double rate;

  @Option(
      names = "--file",
      paramLabel = "CSV",
      description =
          "Orders to place instead of FoodMart's, plain or gzipped, with the columns order_ref,"
              + " user_id, ship_to_country, sku, quantity. Begun again at its end.")
  private @Nullable Path file;

  @Option(
      names = "--json",
      paramLabel = "FILE",
      description = "Where to write the report (default: .streamflow/report.json).")
  private @Nullable Path json;

  @Option(names = "--keep", description = "Leaves everything running at the end.")
  private boolean keep;

  @Mixin private PortOption port = new PortOption();

  @Mixin private DockerOption docker = new DockerOption();

  private final Console console = Console.STANDARD;

  @Override
  public Integer call() throws Exception {
    requireSense();
    DemoPlan plan = plan();
    Path report = json == null ? Streamflow.folder().resolve("report.json") : json;
    requireWritable(report);
    DemoReport result =
        docker.isGiven() ? onDocker(plan, report) : onProcesses(plan, report, port.free());
    return result.passed() ? Streamflow.OK : Streamflow.FAILED;
  }

  private DemoReport onProcesses(DemoPlan plan, Path report, int orderServicePort)
      throws Exception {
    try (LocalSystem system = Startup.run(console, orderServicePort)) {
      DemoReport result = run(system, plan, report);
      if (keep) {
        Guide.print(console, system, plan.stock().keySet().iterator().next());
        system.leaveRunning();
      }
      return result;
    }
  }

  /** There may be goods of an earlier demonstration. */
  private DemoReport onDocker(DemoPlan plan, Path report) throws Exception {
    RunningSystem system = docker.attach();
    system.requireAlive();
    JdbcClient inventory = JdbcClient.create(system.databaseOf("inventory-service"));
    Map<String, Long> onHand =
        Databases.stock(inventory).stream()
            .collect(Collectors.toMap(StockRow::sku, StockRow::onHand));
    return run(system, plan.onTopOf(onHand), report);
  }

  private DemoReport run(RunningSystem system, DemoPlan plan, Path report) throws Exception {
    DemoReport result = new Demo(system, plan, rate, now -> console.status(now.line())).run();
    ReportPrinter.print(console, result, system);
    Files.createDirectories(report.toAbsolutePath().getParent());
    ReportPrinter.write(result, report);
    console.line("report: " + report);
    return result;
  }

  /** Everything that can be wrong is found before anything starts. */
  private void requireSense() {
    if (orders < 1) {
      throw new Problem("--orders " + orders + " is too few", "place at least 1");
    }
    if (!(rate > 0 && rate <= MAX_RATE)) {
      throw new Problem("--rate " + rate + " is no rate", "give orders per second, such as 100");
    }
    if (file != null && !Files.isRegularFile(file)) {
      throw new Problem(file + " is not a file", "give --file the path of a CSV file");
    }
  }

  private DemoPlan plan() {
    Set<String> skus = Catalogue.skusIn(Program.ALL.getFirst().jar(Streamflow.repository()));
    List<DemoOrder> input = file == null ? OrderFile.foodMart(skus) : OrderFile.read(file, skus);
    return new DemoPlan(input, orders);
  }

  private static void requireWritable(Path report) {
    Path folder = report.toAbsolutePath().getParent();
    boolean isDefault = Streamflow.folder().equals(folder);
    if (!isDefault && !Files.isWritable(folder)) {
      throw new Problem(report + " cannot be written", "give --json a file in a folder of yours");
    }
  }
}
