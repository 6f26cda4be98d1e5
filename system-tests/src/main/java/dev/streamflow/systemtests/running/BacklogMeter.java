package dev.streamflow.systemtests.running;

import dev.streamflow.schemas.TopicCatalogue;
import dev.streamflow.systemtests.witness.Offsets;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import javax.sql.DataSource;
import org.apache.kafka.clients.admin.Admin;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Measures the backlog of a running system from outside: by Kafka's admin client and by SQL. */
public final class BacklogMeter implements AutoCloseable {
  private final TopicCatalogue catalogue;
  private final Admin kafka;
  private final List<JdbcClient> databases;

  /** Measures the services of the catalogue. */
  public BacklogMeter(String bootstrapServers, Function<String, DataSource> databaseOf) {
    this(TopicCatalogue.load(), bootstrapServers, databaseOf);
  }

  public BacklogMeter(
      TopicCatalogue catalogue, String bootstrapServers, Function<String, DataSource> databaseOf) {
    this.catalogue = catalogue;
    kafka = Admin.create(Map.of("bootstrap.servers", bootstrapServers));
    databases = catalogue.services().stream().map(databaseOf).map(JdbcClient::create).toList();
  }

  /** Measures once. */
  public Backlog measure() throws InterruptedException {
    long parked = rows("SELECT count(*) FROM parked_event");
    long calls = rows("SELECT count(*) FROM call");
    long outbox = rows("SELECT count(*) FROM outbox");
    Offsets offsets = Offsets.read(kafka, catalogue.services(), catalogue);
    long published = offsets.ends().values().stream().mapToLong(Long::longValue).sum();
    long lag = catalogue.services().stream().mapToLong(service -> lag(service, offsets)).sum();
    return new Backlog(published, lag, outbox, calls, parked);
  }

  private long lag(String service, Offsets offsets) {
    return offsets.behind(service, catalogue.readBy(service).keySet()).sum();
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
