package dev.streamflow.payment;

import dev.streamflow.localstack.DevelopmentStack;
import org.springframework.boot.SpringApplication;

/**
 * Starts the service with a stack of its own, for development: {@code mvn spring-boot:test-run}.
 */
final class TestPaymentApplication {

  private TestPaymentApplication() {}

  public static void main(String[] arguments) {
    SpringApplication.from(PaymentApplication::main).with(DevelopmentStack.class).run(arguments);
  }
}
