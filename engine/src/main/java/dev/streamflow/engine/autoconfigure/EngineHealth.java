package dev.streamflow.engine.autoconfigure;

import dev.streamflow.engine.call.CallBreaker;
import dev.streamflow.engine.consumer.EngineConsumer;
import dev.streamflow.engine.outbox.Relay;
import dev.streamflow.engine.transaction.CallLimit;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/**
 * Ready means: schemas and topics were found and the consumer is running. A partition that waits
 * does not make a replica unready; another replica would wait for the same.
 */
final class EngineHealth implements HealthIndicator {

  private final EngineConsumer consumer;
  private final Relay relay;
  private final CallLimit callLimit;
  private final @Nullable CallBreaker breaker;

  /**
   * @param breaker null if the service makes no calls
   */
  EngineHealth(
      EngineConsumer consumer, Relay relay, CallLimit callLimit, @Nullable CallBreaker breaker) {
    this.consumer = consumer;
    this.relay = relay;
    this.callLimit = callLimit;
    this.breaker = breaker;
  }

  @Override
  public Health health() {
    Health.Builder health =
        (consumer.isRunning() && relay.isRunning() ? Health.up() : Health.outOfService())
            .withDetail("waitingPartitions", consumer.waiting().size())
            .withDetail("relay", relay.isActive() ? "active" : "standby");
    if (breaker != null) {
      health.withDetail("calls", breaker.state()).withDetail("callLimit", limit());
    }
    return health.build();
  }

  private String limit() {
    return callLimit.isExceeded() ? "exceeded, events wait" : "kept";
  }
}
