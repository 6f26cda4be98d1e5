package dev.streamflow.localstack;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** What the servers of a stack run as. */
enum StackKind {
  PROCESSES,
  CONTAINERS;

  /** The system property that chooses: {@code containers}, {@code processes}, or the default. */
  static final String PROPERTY = "stack";

  private static final String AUTOMATIC = "automatic";
  private static final Logger LOG = System.getLogger(StackKind.class.getName());

  /** What the system property says; empty if it is not set. */
  static Optional<StackKind> configured() {
    return Optional.ofNullable(System.getProperty(PROPERTY))
        .map(value -> of(value, DockerEngine::answers));
  }

  /** Containers where a Docker engine answers. */
  static StackKind automatic() {
    return of(AUTOMATIC, DockerEngine::answers);
  }

  /**
   * Says what was chosen and why in the log.
   *
   * @throws LocalStackException if the value is none of the three
   */
  static StackKind of(String value, BooleanSupplier dockerAnswers) {
    return switch (value) {
      case "containers" -> CONTAINERS.because("-Dstack says so");
      case "processes" -> PROCESSES.because("-Dstack says so");
      case AUTOMATIC ->
          dockerAnswers.getAsBoolean()
              ? CONTAINERS.because("a Docker engine answers; -Dstack=processes does without")
              : PROCESSES.because("no Docker engine answers; -Dstack=containers insists on one");
      default ->
          throw new LocalStackException(
              "There is no -Dstack=%s. Next step: containers, processes or %s"
                  .formatted(value, AUTOMATIC));
    };
  }

  private StackKind because(String reason) {
    String kind = this == CONTAINERS ? "in containers" : "as processes";
    LOG.log(Level.INFO, "The servers run " + kind + ": " + reason);
    return this;
  }
}
