package dev.streamflow.engine.consumer;

/** Why something failed, in words that can be stored. */
final class Causes {

  /** Longer messages are cut: they may quote what came from outside. */
  private static final int LONGEST = 1000;

  private Causes() {}

  /** The failure's message, followed by its causes. */
  static String chainOf(Throwable failure) {
    StringBuilder chain = new StringBuilder(String.valueOf(failure.getMessage()));
    for (Throwable cause = failure.getCause(); cause != null; cause = cause.getCause()) {
      chain.append(" ← ").append(cause);
    }
    chain.setLength(Math.min(chain.length(), LONGEST));
    return chain.toString().replace('\0', ' ');
  }
}
