package dev.streamflow.systemtests.cli;

import dev.streamflow.systemtests.demo.Catalogue;
import dev.streamflow.systemtests.demo.Shop;
import dev.streamflow.systemtests.running.LocalSystem;
import dev.streamflow.systemtests.running.Program;
import dev.streamflow.systemtests.witness.ClientLogWriter;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
    name = "up",
    description =
        "Starts the servers, the payment provider, the five services and the control room.",
    mixinStandardHelpOptions = true)
final class UpCommand implements Callable<Integer> {
  private static final long UNITS_OF_EACH = 1_000;

  @Mixin private PortOption port = new PortOption();

  private final Console console = Console.STANDARD;

  @Override
  public Integer call() throws Exception {
    int orderServicePort = port.free();
    Path jar = Program.ALL.getFirst().jar(Streamflow.repository());
    Set<String> skus = Catalogue.skusIn(jar);
    try (LocalSystem system = Startup.run(console, orderServicePort)) {
      deliver(system, skus);
      Guide.print(console, system, skus.iterator().next());
      system.leaveRunning();
    }
    return Streamflow.OK;
  }

  private void deliver(LocalSystem system, Set<String> skus) throws Exception {
    Map<String, Long> units =
        skus.stream().collect(Collectors.toMap(Function.identity(), sku -> UNITS_OF_EACH));
    URI inventory = system.addressOf("inventory-service");
    try (ClientLogWriter log = new ClientLogWriter(system.clientLog());
        Shop shop = new Shop(system.addressOf("order-service"), log)) {
      shop.deliver(inventory, "first-delivery", units);
    }
    console.line("delivered %,d units of each of %,d articles", UNITS_OF_EACH, skus.size());
  }
}
