package dev.streamflow.engine.failpoint;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Holds the first thread that reaches a failpoint, and no other, until it is closed. */
public final class HeldThread implements AutoCloseable {

  private final CompletableFuture<Thread> held = new CompletableFuture<>();
  private final CountDownLatch released = new CountDownLatch(1);
  private final ArmedFailpoints.Armed armed;

  private final String threads;

  private HeldThread(Failpoint failpoint, String threads) {
    this.threads = threads;
    armed = ArmedFailpoints.on(failpoint, this::holdTheFirst);
  }

  public static HeldThread at(Failpoint failpoint) {
    return new HeldThread(failpoint, "");
  }

  /**
   * @param threads what the name of the thread begins with; applications of other tests may run too
   */
  public static HeldThread at(Failpoint failpoint, String threads) {
    return new HeldThread(failpoint, threads);
  }

  private void holdTheFirst() {
    Thread thread = Thread.currentThread();
    if (thread.getName().startsWith(threads) && held.complete(thread)) {
      try {
        released.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** The thread, once it is held. */
  public Thread await() {
    return held.orTimeout(20, TimeUnit.SECONDS).join();
  }

  /** Lets it go on. */
  @Override
  public void close() {
    armed.close();
    released.countDown();
  }
}
