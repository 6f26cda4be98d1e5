package dev.streamflow.localstack;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Does several things at once; the first that fails ends the others. */
final class Startup {

  private Startup() {}

  /**
   * Returns when all are done.
   *
   * @throws LocalStackException if one failed; none goes on then
   */
  static void inParallel(List<? extends Callable<?>> steps) {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var running = new ExecutorCompletionService<Object>(threads);
      steps.forEach(step -> running.submit(step::call));
      try {
        for (int done = 0; done < steps.size(); done++) {
          running.take().get();
        }
      } catch (ExecutionException e) {
        threads.shutdownNow();
        throw failure(e.getCause());
      } catch (InterruptedException e) {
        threads.shutdownNow();
        Thread.currentThread().interrupt();
        throw new LocalStackException("Interrupted while starting", e);
      }
    }
  }

  private static LocalStackException failure(Throwable cause) {
    return cause instanceof LocalStackException known
        ? known
        : new LocalStackException("The stack cannot be started: " + cause, cause);
  }
}
