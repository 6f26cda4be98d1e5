package dev.streamflow.systemtests.running;

import dev.streamflow.schemas.Topic;
import dev.streamflow.schemas.TopicCatalogue;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.Node;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Measures what orders leave on disk from a moment on: bytes of one copy of the event topics, of
 * each service's own tables, of what the engine remembers for a time (inbox and journal), and of
 * the write-ahead log. The queue tables, which empty themselves, are not counted.
 */
public final class DiskMeter {

  private static final String OWN_TABLES =
      """
      SELECT coalesce(sum(pg_total_relation_size(c.oid)), 0)::bigint
      FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE c.relkind = 'r' AND n.nspname = 'public'
        AND c.relname !~ '^(inbox|applied_batch|outbox|call|parked_event|dead_letter|relay_lease|flyway)'
      """;

  private static final String MEMORY =
      """
      SELECT coalesce(sum(pg_total_relation_size(c.oid)), 0)::bigint
      FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE c.relkind = 'r' AND n.nspname = 'public' AND c.relname ~ '^(inbox|applied_batch)'
      """;

  private static final String LOG = "SELECT pg_wal_lsn_diff(pg_current_wal_lsn(), '0/0')::bigint";

  private static final String WAL = "wal";

  private final RunningSystem system;
  private final List<String> services = TopicCatalogue.load().services();
  private final Map<String, Long> before;

  private DiskMeter(RunningSystem system) throws InterruptedException {
    this.system = system;
    this.before = measure();
  }

  public static DiskMeter start(RunningSystem system) throws InterruptedException {
    return new DiskMeter(system);
  }

  /**
   * Bytes since the start for each of so many things done: {@code kafka}, {@code wal}, {@code
   * inbox}, and the services' names.
   *
   * @param things at least 1
   */
  public Map<String, Double> bytesPer(int things) throws InterruptedException {
    Map<String, Double> bytes = new LinkedHashMap<>();
    measure().forEach((what, now) -> bytes.put(what, (now - before.get(what)) / (double) things));
    return bytes;
  }

  /** Bytes since the start that stay: all but the write-ahead log, which is used again. */
  public long keptBytes() throws InterruptedException {
    Map<String, Long> now = measure();
    return now.keySet().stream()
        .filter(what -> !what.equals(WAL))
        .mapToLong(what -> now.get(what) - before.get(what))
        .sum();
  }

  private Map<String, Long> measure() throws InterruptedException {
    Map<String, Long> bytes = new LinkedHashMap<>();
    bytes.put("kafka", topics());
    bytes.put(WAL, ask(services.getFirst(), LOG));
    bytes.put("inbox", services.stream().mapToLong(service -> ask(service, MEMORY)).sum());
    services.forEach(service -> bytes.put(service, ask(service, OWN_TABLES)));
    return bytes;
  }

  private long ask(String service, String sql) {
    return JdbcClient.create(system.databaseOf(service)).sql(sql).query(Long.class).single();
  }

  private long topics() throws InterruptedException {
    List<String> names = TopicCatalogue.load().eventTopics().stream().map(Topic::name).toList();
    try (Admin kafka = Admin.create(Map.of("bootstrap.servers", system.bootstrapServers()))) {
      List<Integer> brokers = kafka.describeCluster().nodes().get().stream().map(Node::id).toList();
      return kafka.describeLogDirs(brokers).allDescriptions().get().values().stream()
          .flatMap(folders -> folders.values().stream())
          .flatMap(folder -> folder.replicaInfos().entrySet().stream())
          .filter(replica -> names.contains(replica.getKey().topic()))
          .mapToLong(replica -> replica.getValue().size())
          .sum();
    } catch (ExecutionException e) {
      throw new IllegalStateException("Kafka does not tell its sizes: " + e.getCause(), e);
    }
  }
}
