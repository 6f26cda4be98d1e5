package dev.streamflow.engine.autoconfigure;

import dev.streamflow.engine.consumer.EngineConsumer;
import dev.streamflow.engine.outbox.Relay;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/**
 * Ready means: schemas and topics were found and the consumer is running. A partition that waits
 * does not make a replica unready; another replica would wait for the same.
 */
final class EngineHealth implements HealthIndicator {

  private final EngineConsumer consumer;
  private final Relay relay;

  EngineHealth(EngineConsumer consumer, Relay relay) {
    this.consumer = consumer;
    this.relay = relay;
  }

  @Override
  public Health health() {
    return (consumer.isRunning() && relay.isRunning() ? Health.up() : Health.outOfService())
        .withDetail("waitingPartitions", consumer.waiting().size())
        .withDetail("relay", relay.isActive() ? "active" : "standby")
        .build();
  }
}
