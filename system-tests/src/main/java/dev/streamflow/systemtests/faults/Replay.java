package dev.streamflow.systemtests.faults;

import dev.streamflow.schemas.TopicCatalogue;
import dev.streamflow.systemtests.Problem;
import dev.streamflow.systemtests.demo.Demo;
import dev.streamflow.systemtests.demo.DemoPlan;
import dev.streamflow.systemtests.demo.DemoReport;
import dev.streamflow.systemtests.invariants.Finding;
import dev.streamflow.systemtests.invariants.Invariant;
import dev.streamflow.systemtests.running.Backlog;
import dev.streamflow.systemtests.running.BacklogMeter;
import dev.streamflow.systemtests.running.ConsumerGroups;
import dev.streamflow.systemtests.running.LocalSystem;
import dev.streamflow.systemtests.running.Meters;
import dev.streamflow.systemtests.running.Quiet;
import dev.streamflow.systemtests.witness.Offsets;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.kafka.common.TopicPartition;

/**
 * Reads history again: all groups from offset 0, once with everything in Redis and once with
 * nothing, and a group that is new. Nothing may change, and the new group must know what an old one
 * knows.
 */
public final class Replay {
  public static final String NAME = "replay";

  private final LocalSystem system;
  private final List<String> services;
  private final Consumer<String> status;
  private FaultTable passes =
      FaultTable.withHeader(
          "read again", "records", "with the start", "known to Redis", "known to the inbox");

  /**
   * @param services whose groups are reset
   */
  public Replay(LocalSystem system, List<String> services, Consumer<String> status) {
    this.system = system;
    this.services = services;
    this.status = status;
  }

  /** Places orders, then replays them. */
  public static FaultReport afterDemo(
      LocalSystem system, DemoPlan plan, double ordersPerSecond, Consumer<String> status)
      throws IOException, InterruptedException {
    DemoReport demo =
        new Demo(system, plan, ordersPerSecond, now -> status.accept(now.line())).run();
    Replay replay = new Replay(system, TopicCatalogue.load().services(), status);
    List<Finding> findings = new ArrayList<>(replay.run());
    findings.addAll(Invariant.checkAll(system.witnesses()));
    String summary =
        String.format(
            Locale.ROOT, "%,d orders, %,d accepted, read again", demo.orders(), demo.accepted());
    String command = "./streamflow faults " + NAME + " --orders " + demo.orders();
    return FaultReport.of(
        NAME, command, List.of(summary), List.of(replay.passes), findings, demo.failures());
  }

  /** Replays what a system has done, once it is quiet. */
  public List<Finding> run() throws IOException, InterruptedException {
    awaitQuiet("first");
    List<Finding> findings = new ArrayList<>();
    findings.add(again("Redis full", () -> {}));
    findings.add(again("Redis flushed", system::flushRedis));
    status.accept("a new group reads everything");
    try (Newcomer newcomer = Newcomer.join(system)) {
      findings.add(newcomer.compareWithModel());
    }
    return findings;
  }

  /** How each pass went. */
  public FaultTable passes() {
    return passes;
  }

  private Finding again(String name, Runnable preparation)
      throws IOException, InterruptedException {
    Effects before = Effects.of(system);
    status.accept(name + ": stopping " + services.size() + " services");
    system.programs().stop(services);
    preparation.run();
    long records = 0;
    try (ConsumerGroups groups = system.consumerGroups()) {
      for (String service : services) {
        records += reset(groups, service);
      }
    }
    Instant began = Instant.now();
    status.accept(name + ": reading " + records + " records again");
    system.programs().start(services);
    awaitQuiet(name);
    Duration took = Duration.between(began, Instant.now());
    Effects after = Effects.of(system);
    passes =
        passes.row(name, count(records), seconds(took), duplicates("redis"), duplicates("inbox"));
    return new Finding(
        "replay", name + ": no effect changes", after.figure(), before.differencesTo(after));
  }

  /** Sets a group back to the first record of all its topics; returns how many it will read. */
  private static long reset(ConsumerGroups groups, String service) throws InterruptedException {
    Offsets offsets = groups.offsets(List.of(service));
    Map<TopicPartition, Long> ends = offsets.endsOf(TopicCatalogue.load().readBy(service).keySet());
    Map<TopicPartition, Long> starts = new HashMap<>();
    ends.keySet().forEach(partition -> starts.put(partition, 0L));
    groups.move(service, starts);
    return ends.values().stream().mapToLong(Long::longValue).sum();
  }

  private void awaitQuiet(String name) throws InterruptedException {
    try (BacklogMeter meter = new BacklogMeter(system.bootstrapServers(), system::databaseOf)) {
      Optional<Backlog> left = Quiet.await(meter, backlog -> status.accept(name + ": " + backlog));
      if (left.isPresent()) {
        throw new Problem(
            "the system does not become quiet: " + left.get(), "see ./streamflow logs SERVICE");
      }
    }
  }

  private String duplicates(String filter) throws IOException {
    long duplicates = 0;
    for (String service : services) {
      Meters meters = new Meters(system.addressOf(service));
      duplicates += meters.count("streamflow.duplicates", "filter:" + filter);
    }
    return count(duplicates);
  }

  private static String count(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  private static String seconds(Duration time) {
    double seconds = time.toMillis() / (double) TimeUnit.SECONDS.toMillis(1);
    return String.format(Locale.ROOT, "%.1f s", seconds);
  }
}
