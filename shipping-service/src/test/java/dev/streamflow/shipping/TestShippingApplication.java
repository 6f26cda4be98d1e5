package dev.streamflow.shipping;

import dev.streamflow.localstack.DevelopmentStack;
import org.springframework.boot.SpringApplication;

/**
 * Starts the service with a stack of its own, for development: {@code mvn spring-boot:test-run}.
 */
final class TestShippingApplication {

  private TestShippingApplication() {}

  public static void main(String[] arguments) {
    SpringApplication.from(ShippingApplication::main).with(DevelopmentStack.class).run(arguments);
  }
}
