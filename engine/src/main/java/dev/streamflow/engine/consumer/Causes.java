package dev.streamflow.engine.consumer;

import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Why something failed, in words that can be stored. */
final class Causes {

  /** Longer messages are cut: they may quote what came from outside. */
  private static final int LONGEST = 1000;

  /** Longer chains are cut: one may even be a circle. */
  private static final int MOST = 20;

  private Causes() {}

  /** The failure's message, followed by its causes. */
  static String textOf(Throwable failure) {
    String text =
        chainOf(failure).stream()
            .map(cause -> cause == failure ? String.valueOf(cause.getMessage()) : cause.toString())
            .collect(Collectors.joining(" ← "));
    return text.substring(0, Math.min(text.length(), LONGEST)).replace('\0', ' ');
  }

  /** What the failure began with: the last of its causes, or itself. */
  static Throwable rootOf(Throwable failure) {
    return chainOf(failure).getLast();
  }

  private static List<Throwable> chainOf(Throwable failure) {
    return Stream.iterate(failure, Objects::nonNull, Throwable::getCause).limit(MOST).toList();
  }
}
