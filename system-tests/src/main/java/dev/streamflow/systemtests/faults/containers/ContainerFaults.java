package dev.streamflow.systemtests.faults.containers;

import dev.streamflow.systemtests.demo.DemoOrder;
import dev.streamflow.systemtests.demo.DemoPlan;
import dev.streamflow.systemtests.faults.FaultReport;
import dev.streamflow.systemtests.running.compose.ComposeSystem;
import dev.streamflow.systemtests.running.compose.Container;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Demonstrations on the containers of Docker Compose, one for each container and fault. Each fault
 * begins early in its demonstration, at a moment that a seed decides on.
 */
public final class ContainerFaults {
  public static final String NAME = "containers";

  private static final double EARLIEST = 0.1;
  private static final double LATEST = 0.25;

  private final List<DemoOrder> input;
  private final int orders;
  private final double ordersPerSecond;
  private final Duration lasts;
  private final Random random;

  /**
   * @param input to take the orders from; those of declined cards are left out: a provider that is
   *     started again has forgotten whom it declines
   * @param orders how many to place in each demonstration
   * @param lasts how long a container is paused, and how long disconnected
   */
  public ContainerFaults(
      List<DemoOrder> input, int orders, double ordersPerSecond, Duration lasts, long seed) {
    this.input = input.stream().filter(order -> !DemoPlan.isDeclined(order)).toList();
    this.orders = orders;
    this.ordersPerSecond = ordersPerSecond;
    this.lasts = lasts;
    this.random = new Random(seed);
  }

  /** Is told how far it is, and what came of each. */
  public interface Onlooker {
    void status(String text);

    void done(String text);
  }

  /** Runs them one after the other on a system that is quiet. */
  public FaultReport run(
      ComposeSystem system,
      List<Container> containers,
      List<ContainerFault> faults,
      String command,
      Onlooker onlooker)
      throws IOException, InterruptedException {
    List<ContainerRound.Result> results = new ArrayList<>();
    int all = containers.size() * faults.size();
    for (Container container : containers) {
      for (ContainerFault fault : faults) {
        String turn =
            "%d of %d, %s %s: ".formatted(results.size() + 1, all, container.name(), fault.words());
        ContainerRound.Result result =
            new ContainerRound(system.project(), container, fault, lasts)
                .run(
                    system,
                    new DemoPlan(input, orders),
                    ordersPerSecond,
                    ordersBefore(),
                    line -> onlooker.status(turn + line));
        results.add(result);
        onlooker.done(turn + ContainerReport.found(result));
      }
    }
    return new ContainerReport(results, lasts).of(command);
  }

  private int ordersBefore() {
    return (int) (orders * random.nextDouble(EARLIEST, LATEST));
  }
}
