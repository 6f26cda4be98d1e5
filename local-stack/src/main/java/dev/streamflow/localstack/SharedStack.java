package dev.streamflow.localstack;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The one stack of a JVM that runs tests. */
final class SharedStack {

  /** Maven sets it to the module's folder; an IDE starts tests there. */
  private static final Path MODULE = Path.of(System.getProperty("basedir", ""));

  private static @Nullable LocalStack stack;
  private static @Nullable RuntimeException failure;

  private SharedStack() {}

  /** A start that failed is not tried again: it would take as long and fail as well. */
  static synchronized LocalStack get() {
    if (failure != null) {
      throw failure;
    }
    if (stack == null) {
      stack = start();
    }
    return stack;
  }

  private static LocalStack start() {
    try {
      StackKind kind = StackKind.configured().orElseGet(StackKind::automatic);
      return LocalStack.start(MODULE.resolve("target").resolve("local-stack"), Speed.START, kind);
    } catch (RuntimeException e) {
      failure = e;
      throw e;
    }
  }
}
