package dev.streamflow.engine.autoconfigure;

import dev.streamflow.engine.consumer.InboxPartitions;
import dev.streamflow.engine.consumer.RegistryNeeded;
import dev.streamflow.engine.outbox.EventRecords;
import dev.streamflow.schemas.TopicCatalogue;
import dev.streamflow.schemas.TopicProvisioner;
import java.time.Duration;
import java.util.function.Predicate;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.errors.RetriableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Refuses to start a service whose topics are not those of the catalogue, and resolves all schemas
 * that it writes, so that nothing in a transaction talks to the registry. Waits for a Kafka and a
 * registry that are still coming up; the web server starts after this.
 */
final class EngineStartup implements SmartLifecycle {

  private static final Logger log = LoggerFactory.getLogger(EngineStartup.class);
  private static final Duration PAUSE = Duration.ofMillis(500);

  private final String service;
  private final TopicCatalogue catalogue;
  private final KafkaClients kafka;
  private final EventRecords records;
  private final InboxPartitions inboxPartitions;
  private final Duration within;
  private volatile boolean running;

  EngineStartup(
      String service,
      TopicCatalogue catalogue,
      KafkaClients kafka,
      EventRecords records,
      InboxPartitions inboxPartitions,
      EngineProperties properties) {
    this.service = service;
    this.catalogue = catalogue;
    this.kafka = kafka;
    this.records = records;
    this.inboxPartitions = inboxPartitions;
    this.within = properties.startWithin();
  }

  @Override
  public void start() {
    inboxPartitions.make();
    long deadline = System.nanoTime() + within.toNanos();
    eventually(deadline, this::requireTopics, RetriableException.class::isInstance);
    eventually(deadline, records::resolveSchemas, RegistryNeeded::causes);
    running = true;
  }

  private void requireTopics() {
    try (Admin admin = Admin.create(kafka.adminConfiguration())) {
      new TopicProvisioner(admin, catalogue).check(service);
    }
  }

  /** Tries until it works; gives up at the deadline, and at once if waiting cannot help. */
  private static void eventually(
      long deadlineNanos, Runnable step, Predicate<RuntimeException> canPass) {
    while (true) {
      try {
        step.run();
        return;
      } catch (RuntimeException e) {
        if (!canPass.test(e) || System.nanoTime() > deadlineNanos) {
          throw e;
        }
        log.info("Not ready yet: {}", e.getMessage());
        pause();
      }
    }
  }

  private static void pause() {
    try {
      Thread.sleep(PAUSE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while starting", e);
    }
  }

  @Override
  public void stop() {
    running = false;
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  @Override
  public int getPhase() {
    return Phases.STARTUP;
  }
}
