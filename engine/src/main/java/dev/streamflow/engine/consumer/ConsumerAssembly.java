package dev.streamflow.engine.consumer;

import dev.streamflow.engine.EventStamps;
import dev.streamflow.engine.outbox.OutboxTable;
import dev.streamflow.engine.transaction.CallLimit;
import dev.streamflow.engine.transaction.Decisions;
import dev.streamflow.schemas.TopicCatalogue;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.util.function.SingletonSupplier;

/**
 * Puts the pipeline together from its parts, which nobody outside this package sees.
 *
 * @param service the service's name: its consumer group and its name in the catalogue
 */
public record ConsumerAssembly(
    String service,
    TopicCatalogue catalogue,
    Serializer<Object> serializer,
    Deserializer<Object> deserializer,
    RegistryCheck registry,
    JdbcTemplate jdbc,
    TransactionOperations transaction,
    InboxPartitions inboxPartitions,
    ParkedEvents parkedEvents,
    ParkingSettings parking,
    CallLimit callLimit,
    Decisions decisions,
    OutboxTable outbox,
    EventStamps stamps,
    MeterRegistry meters) {

  /**
   * @throws IllegalArgumentException if the settings do not fit what the service reads
   */
  public ConsumerAssembly {
    parking.requireHoldable(catalogue.readBy(service));
  }

  /**
   * @param kafka where Kafka is, and how to talk to it
   */
  public EngineConsumer consumer(
      Map<String, Object> kafka, ConsumerSettings settings, RedisSettings redis) {
    DuplicateFilter filter = filter(redis);
    return new EngineConsumer(
        kafka, service, types().keySet(), settings, pipeline(filter), filter, meters);
  }

  BatchPipeline pipeline(DuplicateFilter filter) {
    return new BatchPipeline(
        ofNewEvents(),
        filter,
        transaction,
        new Inbox(jdbc),
        parkedEvents,
        parking,
        callLimit,
        decisions,
        new AppliedBatches(jdbc),
        new DeadLetters(jdbc, outbox, stamps, service),
        new PipelineMeters(meters));
  }

  /** What tries parked events again. */
  public Drainer drainer(int phase) {
    return new Drainer(
        parkedEvents,
        ofKnownEvents(),
        ofNewEvents(),
        transaction,
        new Inbox(jdbc),
        decisions,
        new AppliedBatches(jdbc),
        new DeadLetters(jdbc, outbox, stamps, service),
        parking,
        new PipelineMeters(meters),
        phase);
  }

  /** What an operator can do with the dead letters. */
  public DeadLetterDesk desk() {
    Corrections corrections =
        new Corrections(service, catalogue, serializer, ofNewEvents(), ofKnownEvents());
    return new DeadLetterDesk(jdbc, transaction, parkedEvents, corrections);
  }

  /** What can be seen of the dead letters. */
  public DeadLetterFinder finder() {
    return new DeadLetterFinder(jdbc, deserializer);
  }

  private Decoder ofNewEvents() {
    return decoder(inboxPartitions::refusalOf);
  }

  /** For events with a row in the inbox, which may be older than any that it takes now. */
  private Decoder ofKnownEvents() {
    return decoder(anyAge -> null);
  }

  private Decoder decoder(Function<UUID, @Nullable String> refusal) {
    return new Decoder(types(), deserializer, registry, refusal);
  }

  private Map<String, Set<String>> types() {
    return catalogue.readBy(service);
  }

  private DuplicateFilter filter(RedisSettings redis) {
    return redis.url().isEmpty()
        ? DuplicateFilter.NONE
        : new RedisDuplicateFilter(
            RedisNodes.of(redis), service, SingletonSupplier.of(this::generation), redis);
  }

  private UUID generation() {
    return jdbc.queryForObject("SELECT generation FROM database_generation", UUID.class);
  }
}
