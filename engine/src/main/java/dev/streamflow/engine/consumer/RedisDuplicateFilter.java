package dev.streamflow.engine.consumer;

import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import redis.clients.jedis.AbstractPipeline;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.exceptions.JedisException;
import redis.clients.jedis.params.SetParams;

/**
 * Keeps event ids in Redis, one round trip per batch. While Redis is slow or gone, a circuit
 * breaker passes the filter over: then every event goes to the inbox, which costs work and nothing
 * else.
 */
final class RedisDuplicateFilter implements DuplicateFilter {

  private static final Logger log = LoggerFactory.getLogger(RedisDuplicateFilter.class);
  private static final String SEEN = "1";

  private final RedisClient redis;
  private final String group;
  private final Supplier<UUID> generation;
  private final SetParams untilForgotten;
  private final CircuitBreaker breaker =
      CircuitBreaker.of(
          "redis",
          CircuitBreakerConfig.custom()
              .slidingWindowSize(10)
              .minimumNumberOfCalls(3)
              .waitDurationInOpenState(Duration.ofSeconds(2))
              .permittedNumberOfCallsInHalfOpenState(1)
              .build());

  /**
   * @param group the consumer group
   * @param generation the database's generation: marks of another one are not believed; asked for
   *     when there are events, so that a service can be built without its database
   */
  RedisDuplicateFilter(
      RedisClient redis, String group, Supplier<UUID> generation, Duration remember) {
    this.redis = redis;
    this.group = group;
    this.generation = generation;
    this.untilForgotten = new SetParams().ex(remember.toSeconds());
    breaker
        .getEventPublisher()
        .onStateTransition(
            event -> log.warn("The duplicate filter is {}", event.getStateTransition()));
  }

  @Override
  public Set<UUID> seen(Collection<UUID> eventIds) {
    Set<UUID> seen = new HashSet<>();
    if (eventIds.isEmpty()) {
      return seen;
    }
    List<UUID> ids = List.copyOf(eventIds);
    String[] keys = ids.stream().map(this::key).toArray(String[]::new);
    attempt(
        () -> {
          List<String> values = redis.mget(keys);
          for (int i = 0; i < values.size(); i++) {
            if (values.get(i) != null) {
              seen.add(ids.get(i));
            }
          }
        });
    return seen;
  }

  @Override
  public void mark(Collection<UUID> eventIds) {
    if (eventIds.isEmpty()) {
      return;
    }
    attempt(
        () -> {
          try (AbstractPipeline pipeline = redis.pipelined()) {
            eventIds.forEach(id -> pipeline.set(key(id), SEEN, untilForgotten));
          }
        });
  }

  private void attempt(Runnable roundTrip) {
    try {
      breaker.executeRunnable(roundTrip);
    } catch (JedisException | CallNotPermittedException e) {
      log.debug("The duplicate filter was passed over", e);
    }
  }

  private String key(UUID eventId) {
    return group + ":" + generation.get() + ":" + eventId;
  }

  @Override
  public void close() {
    redis.close();
  }
}
