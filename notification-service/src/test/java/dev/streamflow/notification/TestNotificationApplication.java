package dev.streamflow.notification;

import dev.streamflow.localstack.DevelopmentStack;
import org.springframework.boot.SpringApplication;

/**
 * Starts the service with a stack of its own, for development: {@code mvn spring-boot:test-run}.
 */
final class TestNotificationApplication {

  private TestNotificationApplication() {}

  public static void main(String[] arguments) {
    SpringApplication.from(NotificationApplication::main)
        .with(DevelopmentStack.class)
        .run(arguments);
  }
}
