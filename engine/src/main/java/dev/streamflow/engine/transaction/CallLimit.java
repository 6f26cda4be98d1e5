package dev.streamflow.engine.transaction;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the number of open calls within bounds: when there are too many, events wait until a fifth
 * of them has ended. It cannot wait for itself, because an open call ends by its answer and never
 * by an event. Used by one thread.
 *
 * <p>It looks at the table now and then, so the bound may be exceeded by what is added in between,
 * and by the calls of parked events that are tried again: those are few.
 */
public final class CallLimit {

  private static final Logger log = LoggerFactory.getLogger(CallLimit.class);
  private static final long LOOK_AFTER_NANOS = Duration.ofMillis(250).toNanos();
  private static final double GO_ON_AT = 0.8;

  private final CallTable calls;
  private final long most;
  private long lookedAtNanos = System.nanoTime() - LOOK_AFTER_NANOS;
  private volatile boolean isExceeded;

  public CallLimit(CallTable calls, long most) {
    this.calls = calls;
    this.most = most;
  }

  /** Whether events wait. */
  public boolean isExceeded() {
    return isExceeded;
  }

  /**
   * Asks the database, unless it has just done so.
   *
   * @throws TooManyOpenCalls if an event is not to be processed now
   */
  public void check() {
    if (System.nanoTime() - lookedAtNanos >= LOOK_AFTER_NANOS) {
      look();
      lookedAtNanos = System.nanoTime();
    }
    if (isExceeded) {
      throw new TooManyOpenCalls(most);
    }
  }

  private void look() {
    long open = calls.openUpTo(most);
    boolean exceeded = isExceeded ? open > most * GO_ON_AT : open >= most;
    if (exceeded != isExceeded) {
      log.warn(
          exceeded ? "{} calls or more are open: events wait" : "{} calls are open: events go on",
          open);
    }
    isExceeded = exceeded;
  }
}
