package dev.streamflow.localstack;

import org.jspecify.annotations.Nullable;

/** Why the stack cannot do what was asked, with the next step for the one who asked. */
public final class LocalStackException extends RuntimeException {

  private static final long serialVersionUID = 1;

  LocalStackException(String message) {
    super(message);
  }

  LocalStackException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
