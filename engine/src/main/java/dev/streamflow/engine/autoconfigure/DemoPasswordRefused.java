package dev.streamflow.engine.autoconfigure;

import java.util.SortedSet;

/** A service was given a password of the demonstration outside of it. */
final class DemoPasswordRefused extends RuntimeException {

  private static final long serialVersionUID = 1L;

  DemoPasswordRefused(SortedSet<String> settings) {
    super(
        "These settings hold a password of the demonstration, which everybody knows: "
            + String.join(", ", settings));
  }
}
