package dev.streamflow.order;

import dev.streamflow.localstack.DevelopmentStack;
import org.springframework.boot.SpringApplication;

/**
 * Starts the service with a stack of its own, for development: {@code mvn spring-boot:test-run}.
 */
final class TestOrderApplication {

  private TestOrderApplication() {}

  public static void main(String[] arguments) {
    SpringApplication.from(OrderApplication::main).with(DevelopmentStack.class).run(arguments);
  }
}
