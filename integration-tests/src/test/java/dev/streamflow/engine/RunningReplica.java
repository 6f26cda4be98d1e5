package dev.streamflow.engine;

import dev.streamflow.engine.consumer.EngineConsumer;
import dev.streamflow.engine.outbox.Relay;
import dev.streamflow.localstack.LocalStack;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.SqlArrayValue;
import org.springframework.transaction.support.TransactionTemplate;

/** One of several replicas of the test service in this JVM. */
public record RunningReplica(ConfigurableApplicationContext context) implements AutoCloseable {

  /**
   * Starts a replica.
   *
   * @param service whose place it takes: its group, its topics, its database
   * @param settings on top of those of the stack; an empty value switches one off
   * @param more beans that replace those of the engine
   */
  public static RunningReplica of(String service, Map<String, Object> settings, Class<?>... more) {
    Map<String, Object> all = new HashMap<>(LocalStack.shared().settingsOf(service));
    all.put("spring.application.name", service);
    all.put("spring.main.allow-bean-definition-overriding", true);
    all.putAll(settings);
    return new RunningReplica(
        new SpringApplicationBuilder(TallyApplication.class)
            .sources(more)
            .web(WebApplicationType.NONE)
            .run(
                all.entrySet().stream()
                    .map(entry -> "--" + entry.getKey() + "=" + entry.getValue())
                    .toArray(String[]::new)));
  }

  <T> T get(Class<T> part) {
    return context.getBean(part);
  }

  Relay relay() {
    return get(Relay.class);
  }

  public EngineConsumer consumer() {
    return get(EngineConsumer.class);
  }

  JdbcTemplate jdbc() {
    return get(JdbcTemplate.class);
  }

  void inTransaction(Runnable work) {
    get(TransactionTemplate.class).executeWithoutResult(_ -> work.run());
  }

  /** How many records had an outcome on this replica. */
  double records(String outcome) {
    return get(MeterRegistry.class).counter("streamflow.records", "outcome", outcome).count();
  }

  /** Those of the events that were applied, by whatever replica, in the order of the journal. */
  List<UUID> applied(List<UUID> eventIds) {
    return jdbc()
        .queryForList(
            """
            SELECT e.id FROM applied_batch, unnest(event_ids) WITH ORDINALITY AS e(id, place)
            WHERE e.id = ANY (?) ORDER BY apply_seq, place
            """,
            UUID.class,
            new SqlArrayValue("uuid", eventIds.toArray()));
  }

  @Override
  public void close() {
    context.close();
  }
}
