package dev.streamflow.systemtests.cli;

import dev.streamflow.systemtests.running.LocalSystem;
import java.net.URI;

/** Tells where a running system is and what to try. */
final class Guide {

  private Guide() {}

  static void print(Console console, LocalSystem system, String sku) {
    URI orders = system.addressOf("order-service");
    Table addresses = new Table();
    system.programs().addresses().forEach(addresses::row);
    addresses.row("Kafka", system.bootstrapServers());
    addresses.row("schema registry", system.registry());
    console.line("");
    addresses.lines().forEach(console::line);
    console.line("");
    console.line("try:");
    console.line("  curl -i " + orders + "/orders -H 'Content-Type: application/json' \\");
    console.line("    -H 'Idempotency-Key: my-first-order' \\");
    console.line(
        "    -d"
            + " '{\"user_id\":\"anna\",\"country\":\"US\",\"lines\":[{\"sku\":\"%s\",\"quantity\":2}]}'",
        sku);
    console.line("  curl " + orders + "/orders?user=anna");
    console.line("  ./streamflow status    ./streamflow logs order-service -f");
    console.line("  ./streamflow verify    ./streamflow down");
  }
}
