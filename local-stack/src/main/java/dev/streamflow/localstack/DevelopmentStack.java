package dev.streamflow.localstack;

import java.nio.file.Path;
import java.util.Map;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;
import org.springframework.test.context.DynamicPropertyRegistrar;

/**
 * Gives a service that is started for development a stack of its own, which ends with it. Settings
 * and not service connections, because a service needs more of a stack than its servers: its
 * database and role, the topics and the schemas.
 */
@TestConfiguration(proxyBeanMethods = false)
public class DevelopmentStack {

  /** Beside that of the tests, which can be run meanwhile. */
  private static final Path FOLDER = Path.of("target", "development-stack");

  @Bean
  DynamicPropertyRegistrar stack(Environment environment) {
    StackKind kind = StackKind.configured().orElseGet(StackKind::automatic);
    LocalStack stack = LocalStack.start(FOLDER, Speed.START, kind);
    Map<String, String> settings =
        stack.settingsOf(environment.getRequiredProperty("spring.application.name"));
    return registry -> settings.forEach((name, value) -> registry.add(name, () -> value));
  }
}
