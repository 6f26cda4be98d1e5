package dev.streamflow.engine.worker;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * One thread that does one kind of work until it is stopped. An error is logged, and the work goes
 * on after a pause that doubles up to ten seconds: what it works on stands in the database.
 */
public abstract class Worker implements SmartLifecycle {

  private static final Duration FIRST_PAUSE = Duration.ofMillis(250);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

  private final Logger log = LoggerFactory.getLogger(getClass());
  private final String name;
  private final int phase;
  private final Duration stopWithin;
  private volatile boolean running;
  private volatile @Nullable Thread thread;

  /**
   * @param name the thread's name
   * @param phase when to start and stop, among Spring's lifecycles
   * @param stopWithin how long {@link #stop} waits for the work at hand
   */
  protected Worker(String name, int phase, Duration stopWithin) {
    this.name = name;
    this.phase = phase;
    this.stopWithin = stopWithin;
  }

  /** Does what there is to do, or waits for a signal; called again and again. */
  protected abstract void work() throws Exception;

  /** Wakes {@link #work} if it waits, so that it sees that it is to stop. */
  protected abstract void wake();

  /** Ends what the worker holds, on its own thread, after the last {@link #work}. */
  protected abstract void close();

  @Override
  public void start() {
    running = true;
    thread = Thread.ofPlatform().name(name).daemon().start(this::run);
  }

  private void run() {
    Duration pause = FIRST_PAUSE;
    while (running) {
      try {
        work();
        pause = FIRST_PAUSE;
      } catch (InterruptedException e) {
        break;
      } catch (Exception e) {
        log.warn("{} failed, next attempt in {} ms", name, pause.toMillis(), e);
        pause = pauseAfterFailure(pause);
      }
    }
    try {
      close();
    } catch (RuntimeException e) {
      log.warn("{} did not close in good order", name, e);
    }
  }

  private Duration pauseAfterFailure(Duration pause) {
    try {
      Thread.sleep(pause);
    } catch (InterruptedException e) {
      running = false;
    }
    Duration doubled = pause.multipliedBy(2);
    return doubled.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : doubled;
  }

  /** Lets the work at hand end, then stops; interrupts it if that takes too long. */
  @Override
  public void stop() {
    running = false;
    wake();
    Thread stopping = thread;
    try {
      if (stopping != null && !stopping.join(stopWithin)) {
        stopping.interrupt();
        stopping.join(Duration.ofSeconds(1));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  @Override
  public int getPhase() {
    return phase;
  }
}
