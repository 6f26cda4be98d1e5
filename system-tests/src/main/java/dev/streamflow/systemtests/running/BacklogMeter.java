package dev.streamflow.systemtests.running;

import dev.streamflow.schemas.Topic;
import dev.streamflow.schemas.TopicCatalogue;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Measures the backlog of a running system from outside: by Kafka's admin client and by SQL. */
public final class BacklogMeter implements AutoCloseable {
  private final TopicCatalogue catalogue = TopicCatalogue.load();
  private final Map<TopicPartition, OffsetSpec> latest =
      catalogue.eventTopics().stream()
          .flatMap(BacklogMeter::partitions)
          .collect(Collectors.toMap(Function.identity(), partition -> OffsetSpec.latest()));
  private final Admin kafka;
  private final List<JdbcClient> databases;

  public BacklogMeter(String bootstrapServers, Function<String, DataSource> databaseOf) {
    kafka = Admin.create(Map.of("bootstrap.servers", bootstrapServers));
    databases = catalogue.services().stream().map(databaseOf).map(JdbcClient::create).toList();
  }

  /** Measures once. */
  public Backlog measure() throws InterruptedException {
    long calls = rows("SELECT count(*) FROM call");
    long outbox = rows("SELECT count(*) FROM outbox");
    try {
      Map<String, Map<TopicPartition, OffsetAndMetadata>> committed = committed();
      Map<TopicPartition, Long> ends = ends();
      long published = ends.values().stream().mapToLong(Long::longValue).sum();
      long lag =
          catalogue.services().stream()
              .mapToLong(service -> lag(service, committed.get(service), ends))
              .sum();
      return new Backlog(published, lag, outbox, calls);
    } catch (ExecutionException e) {
      throw new IllegalStateException("Kafka does not tell the lag: " + e.getCause(), e);
    }
  }

  private Map<TopicPartition, Long> ends() throws InterruptedException, ExecutionException {
    Map<TopicPartition, Long> ends = new HashMap<>();
    kafka
        .listOffsets(latest)
        .all()
        .get()
        .forEach((partition, end) -> ends.put(partition, end.offset()));
    return ends;
  }

  private Map<String, Map<TopicPartition, OffsetAndMetadata>> committed()
      throws InterruptedException, ExecutionException {
    Map<String, ListConsumerGroupOffsetsSpec> groups =
        catalogue.services().stream()
            .collect(
                Collectors.toMap(
                    Function.identity(), service -> new ListConsumerGroupOffsetsSpec()));
    return kafka.listConsumerGroupOffsets(groups).all().get();
  }

  private long lag(
      String service,
      Map<TopicPartition, OffsetAndMetadata> committed,
      Map<TopicPartition, Long> ends) {
    return ends.entrySet().stream()
        .filter(end -> catalogue.readBy(service).containsKey(end.getKey().topic()))
        .mapToLong(
            end -> {
              OffsetAndMetadata offset = committed.get(end.getKey());
              return end.getValue() - (offset == null ? 0 : offset.offset());
            })
        .sum();
  }

  private static java.util.stream.Stream<TopicPartition> partitions(Topic topic) {
    return IntStream.range(0, topic.partitions())
        .mapToObj(partition -> new TopicPartition(topic.name(), partition));
  }

  private long rows(String sql) {
    return databases.stream()
        .mapToLong(database -> database.sql(sql).query(Long.class).single())
        .sum();
  }

  @Override
  public void close() {
    kafka.close();
  }
}
