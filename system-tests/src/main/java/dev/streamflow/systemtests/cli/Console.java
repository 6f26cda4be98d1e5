package dev.streamflow.systemtests.cli;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;

/** Lines for people, and one status line that is refreshed in place when it is a terminal. */
public final class Console {

  private static final Duration INTERVAL_WITHOUT_TERMINAL = Duration.ofSeconds(10);
  private static final String CLEAR_LINE = "\r\u001b[K";

  /** What the program was started with. The start script knows whether it is a terminal. */
  static final Console STANDARD =
      new Console(System.out, Boolean.getBoolean("streamflow.terminal"));

  private final PrintStream out;
  private final boolean isTerminal;
  private boolean statusShown;
  private long lastStatusNanos = System.nanoTime() - INTERVAL_WITHOUT_TERMINAL.toNanos();

  public Console(PrintStream out, boolean isTerminal) {
    this.out = out;
    this.isTerminal = isTerminal;
  }

  /** Prints a line that stays. */
  public synchronized void line(String text) {
    clearStatus();
    out.println(text);
  }

  /** Prints a formatted line that stays. */
  public void line(String format, Object... values) {
    line(String.format(Locale.ROOT, format, values));
  }

  /** Shows how far things are: replaces the status before it, or is a line now and then. */
  public synchronized void status(String text) {
    long now = System.nanoTime();
    if (isTerminal) {
      out.print(CLEAR_LINE + text);
      out.flush();
      statusShown = true;
    } else if (now - lastStatusNanos >= INTERVAL_WITHOUT_TERMINAL.toNanos()) {
      out.println(text);
      lastStatusNanos = now;
    }
  }

  /** Takes the status away. */
  public synchronized void clearStatus() {
    if (statusShown) {
      out.print(CLEAR_LINE);
      statusShown = false;
    }
  }
}
