package dev.streamflow.engine.outbox;

import static dev.streamflow.engine.failpoint.Failpoint.LEASE_RELEASED;
import static dev.streamflow.engine.failpoint.Failpoint.OUTBOX_DELETED;
import static dev.streamflow.engine.failpoint.Failpoint.OUTBOX_DRAINED;
import static dev.streamflow.engine.failpoint.Failpoint.OUTBOX_READ;
import static dev.streamflow.engine.failpoint.Failpoint.RECORDS_ACKNOWLEDGED;
import static dev.streamflow.engine.failpoint.Failpoint.RECORD_SENT;

import dev.streamflow.engine.worker.Pacer;
import dev.streamflow.engine.worker.Signal;
import dev.streamflow.engine.worker.Worker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Publishes the outbox: at least once, in the order of the ids per key. A row is deleted once Kafka
 * has acknowledged it; whatever goes wrong before that, publishing starts again from the table.
 */
public final class Relay extends Worker {

  private static final Duration LONGEST_WAIT = Duration.ofSeconds(1);
  private static final Duration STOP_WITHIN = Duration.ofSeconds(10);

  private final OutboxTable outbox;
  private final RelayLease lease;
  private final RelaySettings settings;
  private final Supplier<Producer<byte[], byte[]>> producers;
  private final Signal signal;
  private final Pacer pacer;
  private @Nullable Producer<byte[], byte[]> producer;

  /**
   * @param self identifies this relay among the replicas
   * @param producers makes an idempotent producer with {@code acks=all} and an unbounded delivery
   *     time-out; called again after an error that a producer does not survive
   * @param signal raised when rows were appended, here or by another replica
   */
  public Relay(
      JdbcTemplate jdbc,
      OutboxTable outbox,
      UUID self,
      RelaySettings settings,
      Supplier<Producer<byte[], byte[]>> producers,
      Signal signal,
      int phase) {
    super("relay", phase, STOP_WITHIN);
    this.outbox = outbox;
    this.lease = new RelayLease(jdbc, self, settings.lease());
    this.settings = settings;
    this.producers = producers;
    this.signal = signal;
    this.pacer = new Pacer(settings.batchSize(), settings.window());
  }

  /** Whether this relay is the one that publishes. */
  public boolean isActive() {
    return lease.isHeld();
  }

  @Override
  protected void work() throws InterruptedException {
    long began = System.nanoTime();
    int published = lease.hold(began) ? publish() : 0;
    if (published == 0) {
      signal.await(LONGEST_WAIT);
    } else {
      pacer.pauseAfter(published, Duration.ofNanos(System.nanoTime() - began));
    }
  }

  /** Publishes the oldest rows and returns how many there were. */
  private int publish() throws InterruptedException {
    List<OutboxTable.Row> rows = outbox.oldest(settings.batchSize());
    if (rows.isEmpty()) {
      return 0;
    }
    OUTBOX_READ.reach();
    List<Long> acknowledged = new ArrayList<>(rows.size());
    try {
      List<Future<RecordMetadata>> sent = rows.stream().map(this::send).toList();
      for (int i = 0; i < rows.size(); i++) {
        await(sent.get(i));
        acknowledged.add(rows.get(i).id());
      }
    } catch (KafkaException e) {
      closeProducer();
      throw e;
    } finally {
      if (!acknowledged.isEmpty()) {
        RECORDS_ACKNOWLEDGED.reach();
        outbox.delete(acknowledged);
        OUTBOX_DELETED.reach();
      }
    }
    return rows.size();
  }

  private Future<RecordMetadata> send(OutboxTable.Row row) {
    if (producer == null) {
      producer = producers.get();
    }
    OutboxRecord out = row.record();
    Future<RecordMetadata> acknowledgement =
        producer.send(
            new ProducerRecord<>(out.topic(), null, out.key(), out.value(), out.headers()));
    RECORD_SENT.reach();
    return acknowledgement;
  }

  /** Waits for the acknowledgement however long it takes, and keeps the lease meanwhile. */
  private void await(Future<RecordMetadata> acknowledgement) throws InterruptedException {
    while (true) {
      try {
        acknowledgement.get(settings.lease().toMillis() / 3, TimeUnit.MILLISECONDS);
        return;
      } catch (TimeoutException e) {
        lease.hold(System.nanoTime());
      } catch (ExecutionException e) {
        throw e.getCause() instanceof KafkaException failure
            ? failure
            : new KafkaException(e.getCause());
      }
    }
  }

  private void closeProducer() {
    if (producer != null) {
      producer.close(Duration.ZERO);
      producer = null;
    }
  }

  @Override
  protected void wake() {
    signal.raise();
  }

  /** Publishes what the last transactions have left, then lets another replica take over. */
  @Override
  protected void close() {
    try {
      boolean more = lease.isHeld();
      while (more) {
        more = publish() > 0;
      }
      OUTBOX_DRAINED.reach();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      closeProducer();
      lease.release();
      LEASE_RELEASED.reach();
    }
  }
}
