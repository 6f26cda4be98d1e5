package dev.streamflow.engine.autoconfigure;

import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;

/**
 * Refuses to start with a password that everybody can read in this repository, unless the setting
 * {@code streamflow.demo} says that it is the demonstration. Such passwords begin with {@code
 * demo-only-}.
 */
final class DemoPasswords implements EnvironmentPostProcessor, Ordered {

  static final String MARK = "demo-only-";
  static final String PERMISSION = "streamflow.demo";

  @Override
  public void postProcessEnvironment(
      ConfigurableEnvironment environment, SpringApplication application) {
    if (environment.getProperty(PERMISSION, Boolean.class, false)) {
      return;
    }
    SortedSet<String> settings = new TreeSet<>();
    environment.getPropertySources().stream()
        .filter(EnumerablePropertySource.class::isInstance)
        .map(EnumerablePropertySource.class::cast)
        .flatMap(DemoPasswords::settingsOf)
        .forEach(settings::add);
    if (!settings.isEmpty()) {
      throw new DemoPasswordRefused(settings);
    }
  }

  private static Stream<String> settingsOf(EnumerablePropertySource<?> source) {
    return Stream.of(source.getPropertyNames())
        .filter(name -> String.valueOf(source.getProperty(name)).contains(MARK));
  }

  /** The last one, when all settings are known. */
  @Override
  public int getOrder() {
    return Ordered.LOWEST_PRECEDENCE;
  }
}
