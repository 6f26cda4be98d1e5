package dev.streamflow.inventory;

import dev.streamflow.localstack.DevelopmentStack;
import org.springframework.boot.SpringApplication;

/**
 * Starts the service with a stack of its own, for development: {@code mvn spring-boot:test-run}.
 */
final class TestInventoryApplication {

  private TestInventoryApplication() {}

  public static void main(String[] arguments) {
    SpringApplication.from(InventoryApplication::main).with(DevelopmentStack.class).run(arguments);
  }
}
