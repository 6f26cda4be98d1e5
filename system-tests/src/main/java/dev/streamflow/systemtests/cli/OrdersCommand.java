package dev.streamflow.systemtests.cli;

import dev.streamflow.systemtests.Problem;
import dev.streamflow.systemtests.running.PendingOrders.PendingOrder;
import dev.streamflow.systemtests.running.RunningSystem;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

@Command(
    name = "orders",
    description = "Lists the orders whose outcome is open, and what each waits for.",
    footer = {
      "%nThose first whose deadline comes first: then order-service cancels them.",
      "ATTEMPTS says how often the last step was tried by the service that took it."
    },
    mixinStandardHelpOptions = true)
final class OrdersCommand implements Callable<Integer> {
  private static final String NO_AGE = "0s";
  private static final int MOST = 100;

  @Option(
      names = "--stuck",
      arity = "0..1",
      paramLabel = "AGE",
      defaultValue = NO_AGE,
      fallbackValue = "5m",
      converter = Age.class,
      description = "Only those that were placed so long ago: 30s, 5m, 1h (without AGE: 5m).")
  private Duration age = Duration.ZERO;

  @Option(
      names = {"-n", "--limit"},
      paramLabel = "N",
      defaultValue = "20",
      description = "How many at most, up to " + MOST + " (default: ${DEFAULT-VALUE}).")
  private int limit;

  @Mixin private DockerOption docker = new DockerOption();

  private final Console console = Console.STANDARD;

  @Override
  public Integer call() throws InterruptedException {
    if (limit < 1 || limit > MOST) {
      throw new Problem("--limit " + limit + " makes no sense", "take one from 1 to " + MOST);
    }
    RunningSystem system = docker.attach();
    List<PendingOrder> orders = system.pendingOrders().list(age, limit);
    if (orders.isEmpty()) {
      console.line(age.isZero() ? "no order is open" : "no order has been open for " + text(age));
    } else {
      print(orders, system);
    }
    return Streamflow.OK;
  }

  private void print(List<PendingOrder> orders, RunningSystem system) {
    Instant now = Instant.now();
    table(orders, now).lines().forEach(console::line);
    if (orders.size() == limit) {
      console.line("  There may be more: --limit %d", MOST);
    }
    console.line("");
    console.line(
        "next: ./streamflow dlq list, " + system.logCommand(orders.getFirst().waitingFor()));
  }

  static Table table(List<PendingOrder> orders, Instant now) {
    Table table = new Table().row("order", "user", "age", "waiting for", "last step", "attempts");
    orders.forEach(
        order ->
            table.row(
                order.id(),
                order.user(),
                text(Duration.between(order.placedAt(), now).truncatedTo(ChronoUnit.SECONDS)),
                order.waitingFor(),
                order.lastStep(),
                order.attempts()));
    return table;
  }

  /** Such as 5m30s. */
  private static String text(Duration duration) {
    return duration.toString().substring("PT".length()).toLowerCase(Locale.ROOT);
  }

  /** Reads what {@link #text} writes. */
  private static final class Age implements ITypeConverter<Duration> {

    @Override
    public Duration convert(String text) {
      try {
        Duration age = Duration.parse("PT" + text);
        if (age.isNegative()) {
          throw new TypeConversionException(text + " is no age");
        }
        return age;
      } catch (DateTimeParseException e) {
        throw new TypeConversionException(text + " is no age such as 30s, 5m or 1h");
      }
    }
  }
}
