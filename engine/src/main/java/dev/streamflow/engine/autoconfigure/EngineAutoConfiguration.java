package dev.streamflow.engine.autoconfigure;

import dev.streamflow.engine.CallClient;
import dev.streamflow.engine.EventHandler;
import dev.streamflow.engine.EventStamps;
import dev.streamflow.engine.Outbox;
import dev.streamflow.engine.call.AnswerApplier;
import dev.streamflow.engine.call.Bulkhead;
import dev.streamflow.engine.call.CallBreaker;
import dev.streamflow.engine.call.CallRunner;
import dev.streamflow.engine.consumer.ConsumerAssembly;
import dev.streamflow.engine.consumer.Drainer;
import dev.streamflow.engine.consumer.EngineConsumer;
import dev.streamflow.engine.consumer.InboxHousekeeping;
import dev.streamflow.engine.consumer.InboxPartitions;
import dev.streamflow.engine.consumer.ParkedEvents;
import dev.streamflow.engine.outbox.EventRecords;
import dev.streamflow.engine.outbox.OutboxNotifications;
import dev.streamflow.engine.outbox.OutboxTable;
import dev.streamflow.engine.outbox.Relay;
import dev.streamflow.engine.outbox.TransactionalOutbox;
import dev.streamflow.engine.transaction.CallLimit;
import dev.streamflow.engine.transaction.CallTable;
import dev.streamflow.engine.transaction.Decisions;
import dev.streamflow.engine.transaction.PostgresFailures;
import dev.streamflow.engine.worker.Signal;
import dev.streamflow.schemas.SchemaRegistryClient;
import dev.streamflow.schemas.TopicCatalogue;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.concurrent.ThreadLocalRandom;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration;
import org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration;
import org.springframework.boot.transaction.autoconfigure.TransactionAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.SQLExceptionTranslator;
import org.springframework.transaction.support.TransactionOperations;

/** Builds the engine around the service's {@link EventHandler} and {@link CallClient}. */
@AutoConfiguration(
    before = FlywayAutoConfiguration.class,
    after = {
      JdbcTemplateAutoConfiguration.class,
      KafkaAutoConfiguration.class,
      TransactionAutoConfiguration.class
    })
@EnableConfigurationProperties(EngineProperties.class)
@Import({KafkaClients.class, ProgressConfiguration.class})
class EngineAutoConfiguration {

  private final String service;
  private final Signal outboxAppended = new Signal();
  private final Signal callAdded = new Signal();

  /**
   * @param service the service's name: in the catalogue, as its consumer group, and in the headers
   */
  EngineAutoConfiguration(@Value("${spring.application.name}") String service) {
    this.service = service;
  }

  @Bean
  @ConditionalOnMissingBean
  Clock clock() {
    return Clock.systemUTC();
  }

  @Bean
  @ConditionalOnMissingBean
  EventStamps eventStamps(Clock clock) {
    return new UuidV7Stamps(clock, new SecureRandom());
  }

  @Bean
  @ConditionalOnMissingBean
  TopicCatalogue topicCatalogue() {
    return TopicCatalogue.load();
  }

  @Bean
  SQLExceptionTranslator postgresFailures() {
    return new PostgresFailures();
  }

  @Bean
  FlywayMigrationStrategy engineFlyway() {
    return new EngineFlyway();
  }

  @Bean
  SchemaRegistryClient schemaRegistryClient(EngineProperties properties) {
    return SchemaRegistryClient.of(properties.serdeConfiguration());
  }

  @Bean
  Serdes engineSerdes(EngineProperties properties) {
    return Serdes.of(properties);
  }

  @Bean
  EventRecords eventRecords(TopicCatalogue catalogue, Serdes serdes) {
    return new EventRecords(service, catalogue, serdes.serializer());
  }

  @Bean
  OutboxTable outboxTable(JdbcTemplate jdbc, ObjectProvider<Relay> relay) {
    return new OutboxTable(jdbc, outboxAppended, () -> relay.getObject().isActive());
  }

  @Bean
  Outbox outbox(EventRecords records, OutboxTable table) {
    return new TransactionalOutbox(records, table);
  }

  @Bean
  CallTable callTable(
      JdbcTemplate jdbc, ObjectProvider<CallRunner> runner, EngineProperties properties) {
    return new CallTable(jdbc, callAdded, runner::getIfAvailable, properties.calls().lease());
  }

  @Bean
  Decisions decisions(
      EventHandler<?> handler, EventRecords records, OutboxTable outbox, CallTable calls) {
    return new Decisions(handler, records, outbox, calls);
  }

  @Bean
  InboxPartitions inboxPartitions(
      JdbcTemplate jdbc,
      TransactionOperations transaction,
      EngineProperties properties,
      Clock clock) {
    return new InboxPartitions(jdbc, transaction, properties.inbox(), clock);
  }

  @Bean
  InboxHousekeeping inboxHousekeeping(InboxPartitions partitions) {
    return new InboxHousekeeping(partitions, Phases.HOUSEKEEPING);
  }

  @Bean
  Relay relay(
      JdbcTemplate jdbc,
      OutboxTable outbox,
      EventStamps stamps,
      EngineProperties properties,
      KafkaClients kafka) {
    return new Relay(
        jdbc,
        outbox,
        stamps.next().id(),
        properties.relay(),
        kafka::outboxProducer,
        outboxAppended,
        Phases.RELAY);
  }

  @Bean
  OutboxNotifications outboxNotifications(DataSource database) {
    return new OutboxNotifications(database, outboxAppended, Phases.NOTIFICATIONS);
  }

  @Bean
  @ConditionalOnBean(CallClient.class)
  AnswerApplier answerApplier(
      CallTable calls,
      Bulkhead bulkhead,
      Decisions decisions,
      TransactionOperations transaction,
      EngineProperties properties,
      MeterRegistry meters) {
    return new AnswerApplier(
        calls,
        bulkhead,
        decisions,
        transaction,
        properties.calls(),
        EngineAutoConfiguration::random,
        meters,
        Phases.ANSWERS);
  }

  @Bean
  @ConditionalOnBean(CallClient.class)
  Bulkhead bulkhead(EngineProperties properties, MeterRegistry meters) {
    Bulkhead bulkhead = new Bulkhead(properties.calls().maxInFlight(), callAdded);
    Gauge.builder("streamflow.calls.in.flight", bulkhead, Bulkhead::inFlight)
        .description("Calls that this replica has taken and whose answers it has not applied yet")
        .register(meters);
    return bulkhead;
  }

  @Bean
  @ConditionalOnBean(CallClient.class)
  CallBreaker callBreaker(EngineProperties properties, Bulkhead bulkhead, MeterRegistry meters) {
    return new CallBreaker(properties.calls().breaker(), bulkhead, meters);
  }

  @Bean
  @ConditionalOnBean(CallClient.class)
  CallRunner callRunner(
      CallTable calls,
      CallClient client,
      AnswerApplier answers,
      Bulkhead bulkhead,
      CallBreaker breaker,
      EngineProperties properties) {
    return new CallRunner(
        calls, client, answers, bulkhead, breaker, properties.calls(), callAdded, Phases.CALLS);
  }

  @Bean
  CallLimit callLimit(CallTable calls, EngineProperties properties) {
    return new CallLimit(calls, properties.calls().maxOpen());
  }

  @Bean
  ParkedEvents parkedEvents(JdbcTemplate jdbc, EngineProperties properties) {
    return new ParkedEvents(jdbc, properties.parking(), EngineAutoConfiguration::random);
  }

  @Bean
  ConsumerAssembly consumerAssembly(
      TopicCatalogue catalogue,
      Serdes serdes,
      RegistryProbe registryProbe,
      JdbcTemplate jdbc,
      TransactionOperations transaction,
      InboxPartitions inboxPartitions,
      ParkedEvents parkedEvents,
      EngineProperties properties,
      CallLimit callLimit,
      Decisions decisions,
      OutboxTable outbox,
      EventStamps stamps,
      MeterRegistry meters) {
    return new ConsumerAssembly(
        service,
        catalogue,
        serdes.serializer(),
        serdes.deserializer(),
        registryProbe,
        jdbc,
        transaction,
        inboxPartitions,
        parkedEvents,
        properties.parking(),
        callLimit,
        decisions,
        outbox,
        stamps,
        meters);
  }

  @Bean
  EngineConsumer engineConsumer(
      ConsumerAssembly assembly, KafkaClients kafka, EngineProperties properties) {
    return assembly.consumer(
        kafka.consumerConfiguration(), properties.consumer(), properties.redis());
  }

  @Bean
  Drainer drainer(ConsumerAssembly assembly) {
    return assembly.drainer(Phases.DRAINER);
  }

  @Bean
  DeadLetterEndpoint deadLetterEndpoint(ConsumerAssembly assembly) {
    return new DeadLetterEndpoint(assembly.desk(), assembly.finder());
  }

  @Bean
  RegistryProbe registryProbe(TopicCatalogue catalogue, SchemaRegistryClient registry) {
    return new RegistryProbe(service, catalogue, registry);
  }

  @Bean
  EngineStartup engineStartup(
      TopicCatalogue catalogue,
      KafkaClients kafka,
      EventRecords records,
      InboxPartitions inboxPartitions,
      EngineProperties properties) {
    return new EngineStartup(service, catalogue, kafka, records, inboxPartitions, properties);
  }

  @Bean
  HealthIndicator engineHealthIndicator(
      EngineConsumer consumer,
      Relay relay,
      CallLimit callLimit,
      ObjectProvider<CallBreaker> breaker) {
    return new EngineHealth(consumer, relay, callLimit, breaker.getIfAvailable());
  }

  private static double random() {
    return ThreadLocalRandom.current().nextDouble();
  }

  @Bean
  MeterBinder engineMeters(OutboxTable outbox, CallTable calls, ParkedEvents parkedEvents) {
    return meters -> {
      Gauge.builder("streamflow.outbox.depth", outbox, OutboxTable::depth)
          .description("Rows that wait to be published")
          .register(meters);
      Gauge.builder("streamflow.outbox.age", outbox, OutboxTable::ageSeconds)
          .baseUnit("seconds")
          .description("How long the oldest row has been waiting")
          .register(meters);
      Gauge.builder("streamflow.parked.depth", parkedEvents, ParkedEvents::depth)
          .description("Events that are parked: tried again later, or behind such a one")
          .register(meters);
      Gauge.builder("streamflow.parked.held", parkedEvents, ParkedEvents::heldKeys)
          .description("Keys whose later events wait for an operator to decide on a dead letter")
          .register(meters);
      Gauge.builder("streamflow.parked.age", parkedEvents, ParkedEvents::ageSeconds)
          .baseUnit("seconds")
          .description("How long the oldest event has been parked")
          .register(meters);
      Gauge.builder("streamflow.calls.open", calls, CallTable::open)
          .description("Calls whose answer is not known yet")
          .register(meters);
      Gauge.builder("streamflow.calls.age", calls, CallTable::ageSeconds)
          .baseUnit("seconds")
          .description("How long the oldest call has been waiting for its answer")
          .register(meters);
    };
  }
}
