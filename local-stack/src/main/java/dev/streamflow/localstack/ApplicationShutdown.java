package dev.streamflow.localstack;

import java.time.Duration;
import java.util.Set;

/**
 * Lets Spring applications in this JVM close before the servers go. JVM exit runs all shutdown
 * hooks at once, and a client whose server vanishes waits for its time-outs.
 */
final class ApplicationShutdown {

  private static final Set<String> HOOKS =
      Set.of("SpringApplicationShutdownHook", "SpringContextShutdownHook");
  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  private ApplicationShutdown() {}

  static void await() {
    Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> HOOKS.contains(thread.getName()))
        .forEach(ApplicationShutdown::join);
  }

  private static void join(Thread hook) {
    try {
      hook.join(TIMEOUT);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
