package dev.streamflow.engine.faults;

import dev.streamflow.localstack.Door;
import dev.streamflow.localstack.LocalStack;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;

/** A door before each server that the engine uses, but for Kafka, which has to be killed. */
final class Doors implements ApplicationContextInitializer<ConfigurableApplicationContext> {

  static final LocalStack STACK = LocalStack.shared();
  static final String SERVICE = "shipping-service";

  /** What a busy machine may take for what takes a second or some. */
  static final Duration SOON = Duration.ofSeconds(40);

  final Door postgres = STACK.doorTo("postgres");
  final Door redis = STACK.doorTo("redis");
  final Door registry = STACK.doorTo("registry");

  /** Every text that is sent to the database can be seen at the door, prepared or not. */
  private static final String WITH_PLAIN_TEXT = "?prepareThreshold=0";

  @Override
  public void initialize(ConfigurableApplicationContext context) {
    TestPropertyValues.of(settings()).applyTo(context);
    context.getBeanFactory().registerSingleton("doors", this);
  }

  private Map<String, String> settings() {
    Map<String, String> settings = new HashMap<>();
    STACK
        .settingsOf(SERVICE)
        .forEach(
            (name, value) ->
                settings.put(name, redis.through(registry.through(postgres.through(value)))));
    settings.merge("spring.datasource.url", WITH_PLAIN_TEXT, String::concat);
    return settings;
  }
}
