package dev.streamflow.engine.consumer;

import static org.mockito.Mockito.mock;

import com.github.f4b6a3.uuid.UuidCreator;
import dev.streamflow.engine.EventHandler;
import dev.streamflow.engine.EventStamps;
import dev.streamflow.engine.TallyHandler;
import dev.streamflow.engine.outbox.EventRecords;
import dev.streamflow.engine.outbox.OutboxTable;
import dev.streamflow.engine.transaction.CallLimit;
import dev.streamflow.engine.transaction.CallTable;
import dev.streamflow.engine.transaction.Decisions;
import dev.streamflow.engine.transaction.PostgresFailures;
import dev.streamflow.engine.worker.Pacer;
import dev.streamflow.engine.worker.Signal;
import dev.streamflow.schemas.TopicCatalogue;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ScheduledExecutorService;
import javax.sql.DataSource;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.kafka.listener.MessageListenerContainer;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * A replica of the test service from the poll to the committed offset: on the real database, with a
 * partition in memory in place of Kafka, and without the duplicate filter.
 */
final class TestReplica {

  private static final String SERVICE = "shipping-service";

  /** As quick as can be, and three attempts at most. */
  static final ParkingSettings QUICK =
      new ParkingSettings(List.of(Duration.ofMillis(1)), 3, Set.of(), Set.of());

  final TallyHandler handler;
  final Drainer drainer;
  final DeadLetterDesk desk;
  final DeadLetterFinder finder;

  private final TestPartition partition;
  private final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest");
  private final BatchListener listener;

  TestReplica(DataSource database, TestPartition partition) {
    this(database, partition, QUICK);
  }

  TestReplica(DataSource database, TestPartition partition, ParkingSettings parking) {
    this.partition = partition;
    JdbcTemplate jdbc = new JdbcTemplate(database);
    jdbc.setExceptionTranslator(new PostgresFailures());
    EventStamps stamps =
        () -> new EventStamps.EventStamp(UuidCreator.getTimeOrderedEpoch(), Instant.now());
    handler = new TallyHandler(jdbc, stamps);
    consumer.assign(Set.of(partition.id));
    consumer.updateBeginningOffsets(Map.of(partition.id, 0L));
    ParkedEvents parkedEvents = new ParkedEvents(jdbc, parking, () -> 0);
    ConsumerAssembly assembly = assembly(jdbc, stamps, parking, handler, parkedEvents, partition);
    drainer = assembly.drainer(0);
    desk = assembly.desk();
    finder = assembly.finder();
    listener =
        new BatchListener(
            assembly.pipeline(DuplicateFilter.NONE),
            new WaitingPartitions(
                () -> mock(MessageListenerContainer.class),
                mock(ScheduledExecutorService.class),
                new SimpleMeterRegistry()),
            new Pacer(1, Duration.ZERO));
  }

  static ConsumerAssembly assembly(
      JdbcTemplate jdbc,
      EventStamps stamps,
      ParkingSettings parking,
      EventHandler<?> handler,
      ParkedEvents parkedEvents,
      TestPartition partition) {
    TransactionTemplate transaction =
        new TransactionTemplate(new DataSourceTransactionManager(jdbc.getDataSource()));
    TopicCatalogue catalogue = TopicCatalogue.load();
    OutboxTable outbox = new OutboxTable(jdbc, new Signal(), () -> true);
    InboxPartitions partitions =
        new InboxPartitions(
            jdbc, transaction, new InboxSettings(Duration.ofDays(14), 3), Clock.systemUTC());
    partitions.make();
    CallTable calls = new CallTable(jdbc, new Signal(), () -> null, Duration.ZERO);
    return new ConsumerAssembly(
        SERVICE,
        catalogue,
        partition::valueOf,
        partition::eventOf,
        new TestRegistry(true),
        jdbc,
        transaction,
        partitions,
        parkedEvents,
        parking,
        new CallLimit(calls, Long.MAX_VALUE),
        new Decisions(
            handler,
            new EventRecords(SERVICE, catalogue, (topic, event) -> new byte[0]),
            outbox,
            calls),
        outbox,
        stamps,
        new SimpleMeterRegistry());
  }

  /** Polls once: works on all records from its position to the end of the partition. */
  void poll() {
    partition.from(consumer.position(partition.id)).forEach(consumer::addRecord);
    List<ConsumerRecord<byte[], byte[]>> records =
        consumer.poll(Duration.ZERO).records(partition.id);
    listener.onMessage(records, null, consumer);
  }

  /** The offset that it goes on from. */
  long position() {
    return consumer.position(partition.id);
  }

  /** The offset that another replica would go on from; 0 if none is committed. */
  long committed() {
    OffsetAndMetadata committed = consumer.committed(Set.of(partition.id)).get(partition.id);
    return committed == null ? 0 : committed.offset();
  }
}
