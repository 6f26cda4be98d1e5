package dev.streamflow.systemtests.faults;

import dev.streamflow.systemtests.running.ConsumerGroups;
import dev.streamflow.systemtests.running.LocalSystem;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Kills services (SIGKILL) and starts each again at once, several at a time if they are due. A
 * service is killed again only after it has caught up.
 */
final class Killer implements AutoCloseable {
  private final LocalSystem system;
  private final ConsumerGroups groups;
  private final Map<String, ExecutorService> threads = new HashMap<>();
  private final Set<String> down = ConcurrentHashMap.newKeySet();
  private final Queue<Recovery> recoveries = new ConcurrentLinkedQueue<>();
  private final Queue<String> failures = new ConcurrentLinkedQueue<>();

  /**
   * How a service came back.
   *
   * @param ready from the kill until it was ready
   * @param caughtUp from the kill until it had dealt with all that had been published when it was
   *     ready
   */
  record Recovery(String service, Duration ready, Duration caughtUp) {}

  Killer(LocalSystem system) {
    this.system = system;
    this.groups = system.consumerGroups();
  }

  /** Kills a service, now or after its earlier turn. Returns at once. */
  void kill(String service) {
    threads
        .computeIfAbsent(service, name -> Executors.newSingleThreadExecutor())
        .execute(() -> killAndStart(service));
  }

  private void killAndStart(String service) {
    try {
      down.add(service);
      Instant killed = Instant.now();
      system.programs().kill(service);
      system.programs().start(List.of(service));
      Duration ready = Duration.between(killed, Instant.now());
      down.remove(service);
      groups.awaitCaughtUp(service);
      recoveries.add(new Recovery(service, ready, Duration.between(killed, Instant.now())));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      failures.add(service + " did not come back: " + e.getMessage());
    }
  }

  /** The services that are down now. */
  Set<String> down() {
    return Set.copyOf(down);
  }

  /** What came back so far. */
  List<Recovery> recoveries() {
    return List.copyOf(recoveries);
  }

  /** What did not come back, in words. */
  List<String> failures() {
    return List.copyOf(failures);
  }

  /** Waits until all that was to be killed has come back and caught up. */
  void awaitEnd() {
    threads.values().forEach(ExecutorService::close);
  }

  @Override
  public void close() {
    awaitEnd();
    groups.close();
  }
}
