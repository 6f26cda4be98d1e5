package dev.streamflow.systemtests.bench;

import dev.streamflow.localstack.ManagedProcess;
import dev.streamflow.schemas.TopicCatalogue;
import dev.streamflow.systemtests.running.ConsumerGroups;
import dev.streamflow.systemtests.running.DiskMeter;
import dev.streamflow.systemtests.running.LocalSystem;
import dev.streamflow.systemtests.witness.Offsets;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Looks at a running system again and again, from outside and in a thread of its own. */
final class Sampler implements AutoCloseable {
  private static final Duration INTERVAL = Duration.ofSeconds(1);

  /** To add up the memory takes the operating system some milliseconds for each process. */
  private static final int SIZES_EVERY = 10;

  private final LocalSystem system;
  private final DiskMeter disk;
  private final long startsAtMillis;
  private final TopicCatalogue catalogue = TopicCatalogue.load();
  private final ConsumerGroups groups;
  private final JdbcClient payments;
  private final Queue<Sample> samples = new ConcurrentLinkedQueue<>();
  private final Queue<Sizes> sizes = new ConcurrentLinkedQueue<>();
  private final Thread thread;

  Sampler(LocalSystem system, DiskMeter disk, long startsAtMillis) {
    this.system = system;
    this.disk = disk;
    this.startsAtMillis = startsAtMillis;
    groups = system.consumerGroups();
    payments = JdbcClient.create(system.databaseOf("payment-service"));
    thread = Thread.ofPlatform().name("sampler").daemon().start(this::sampleAll);
  }

  private void sampleAll() {
    try {
      for (int number = 0; ; number++) {
        if (number % SIZES_EVERY == 0) {
          sizes.add(new Sizes(nowMicros(), memoryOf(system.processes()), disk.keptBytes()));
        }
        samples.add(sample());
        Thread.sleep(INTERVAL);
      }
    } catch (InterruptedException closed) {
      Thread.currentThread().interrupt();
    }
  }

  private Sample sample() throws InterruptedException {
    long atMicros = nowMicros();
    Offsets offsets = groups.offsets(catalogue.services());
    Map<String, Long> lag = new HashMap<>();
    for (String service : catalogue.services()) {
      lag.put(service, offsets.behind(service, catalogue.readBy(service).keySet()).sum());
    }
    long calls = payments.sql("SELECT count(*) FROM call").query(Long.class).single();
    return new Sample(atMicros, lag, calls);
  }

  private long nowMicros() {
    return TimeUnit.MILLISECONDS.toMicros(System.currentTimeMillis() - startsAtMillis);
  }

  /** By proportional set size: PostgreSQL's processes share most of what they have. */
  private static long memoryOf(List<ManagedProcess> processes) {
    return processes.stream()
        .flatMap(process -> ProcessHandle.of(process.pid()).stream())
        .flatMap(process -> Stream.concat(Stream.of(process), process.descendants()))
        .mapToLong(process -> proportionalBytes(process.pid()))
        .sum();
  }

  private static long proportionalBytes(long pid) {
    try (Stream<String> lines = Files.lines(Path.of("/proc/" + pid + "/smaps_rollup"))) {
      return lines
          .filter(line -> line.startsWith("Pss:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
          .sum();
    } catch (IOException | UncheckedIOException gone) {
      return 0;
    }
  }

  /** Stops looking. */
  void end() throws InterruptedException {
    close();
    thread.join();
  }

  /** What was seen, about once a second. */
  List<Sample> samples() {
    return List.copyOf(samples);
  }

  /** What was measured, about every ten seconds. */
  List<Sizes> sizes() {
    return List.copyOf(sizes);
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
