package dev.streamflow.systemtests.faults;

import dev.streamflow.localstack.ProcessPause;
import dev.streamflow.systemtests.faults.Replicas.Act;
import dev.streamflow.systemtests.running.ConsumerGroups;
import dev.streamflow.systemtests.running.LaunchOptions;
import dev.streamflow.systemtests.running.LocalSystem;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** What happens to the replicas of one service, one thing after the other. */
final class Turnover implements AutoCloseable {

  /** Fewer connections than usual: PostgreSQL has to serve many replicas. */
  static final LaunchOptions REPLICA =
      LaunchOptions.USUAL.withSetting("spring.datasource.hikari.maximum-pool-size", "5");

  /** Longer than a session, a lease and a transaction live. */
  private static final Duration PAUSE = Duration.ofSeconds(20);

  private final LocalSystem system;
  private final ConsumerGroups groups;
  private final String service;
  private final Random random;
  private final Queue<Act> acts;
  private final ExecutorService thread = Executors.newSingleThreadExecutor();
  private final List<String> replicas = new ArrayList<>();
  private final Map<Act, Duration> times = new EnumMap<>(Act.class);
  private final Queue<String> failures = new ConcurrentLinkedQueue<>();

  Turnover(LocalSystem system, String service, List<Act> acts, long seed) {
    this.system = system;
    this.groups = system.consumerGroups();
    this.service = service;
    this.acts = new ArrayDeque<>(acts);
    this.random = new Random(seed + service.hashCode());
    replicas.add(service);
  }

  /** Starts replicas until there are so many. */
  void begin(int count) throws IOException, InterruptedException {
    while (replicas.size() < count) {
      replicas.add(system.programs().addReplica(service, REPLICA));
    }
    groups.awaitMembers(service, count);
  }

  /** Does the next act, when the earlier ones are over. Returns at once. */
  void next() {
    thread.execute(this::act);
  }

  private void act() {
    Act act = acts.remove();
    try {
      switch (act) {
        case KILL -> kill();
        case JOIN -> join();
        case PAUSE -> pause();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException | RuntimeException e) {
      failures.add(service + ", " + act + ": " + e.getMessage());
    }
  }

  private void kill() throws InterruptedException {
    String victim = drawn();
    Instant began = Instant.now();
    system.programs().kill(victim);
    replicas.remove(victim);
    awaitMadeUpFor(replicas.size());
    times.put(Act.KILL, Duration.between(began, Instant.now()));
  }

  /** Waits until the group has noticed, and those who are left have done its work. */
  private void awaitMadeUpFor(int left) throws InterruptedException {
    groups.awaitMembers(service, left);
    groups.awaitCaughtUp(service);
  }

  private void join() throws IOException, InterruptedException {
    Instant began = Instant.now();
    replicas.add(system.programs().addReplica(service, REPLICA));
    groups.awaitMembers(service, replicas.size());
    times.put(Act.JOIN, Duration.between(began, Instant.now()));
  }

  private void pause() throws InterruptedException {
    Instant began = Instant.now();
    try (ProcessPause _ = system.programs().find(drawn()).pause()) {
      awaitMadeUpFor(replicas.size() - 1);
      Duration took = Duration.between(began, Instant.now());
      times.put(Act.PAUSE, took);
      Thread.sleep(Math.max(0, PAUSE.minus(took).toMillis()));
    }
    groups.awaitMembers(service, replicas.size());
  }

  /** One of the replicas, but not the one that customers talk to. */
  private String drawn() {
    List<String> candidates = new ArrayList<>(replicas);
    candidates.remove("order-service");
    return candidates.get(random.nextInt(candidates.size()));
  }

  /** How long it took until the group had got over it. */
  Optional<Duration> timeOf(Act act) {
    return Optional.ofNullable(times.get(act));
  }

  List<String> failures() {
    return List.copyOf(failures);
  }

  /** Waits until all is over. */
  @Override
  public void close() {
    thread.close();
    groups.close();
  }
}
