package dev.streamflow.engine.consumer;

import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import redis.clients.jedis.Connection;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.Pipeline;
import redis.clients.jedis.Response;
import redis.clients.jedis.exceptions.JedisException;

/**
 * Keeps event ids in Redis, one round trip per batch to each node. While a node is slow or gone, a
 * circuit breaker passes it over: then the events whose ids it keeps go to the inbox, which costs
 * work and nothing else. However many nodes are gone, a batch waits for the time-out at most.
 */
final class RedisDuplicateFilter implements DuplicateFilter {

  private static final Logger log = LoggerFactory.getLogger(RedisDuplicateFilter.class);
  private static final CircuitBreakerConfig BREAKER =
      CircuitBreakerConfig.custom()
          .slidingWindowSize(10)
          .minimumNumberOfCalls(3)
          .waitDurationInOpenState(Duration.ofSeconds(2))
          .permittedNumberOfCallsInHalfOpenState(1)
          .build();

  private final RedisNodes nodes;
  private final String group;
  private final Supplier<UUID> generation;
  private final Duration timeout;
  private final long rememberSeconds;
  private final CircuitBreakerRegistry breakers = CircuitBreakerRegistry.of(BREAKER);
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  /**
   * @param group the consumer group
   * @param generation the database's generation: marks of another one are not believed; asked for
   *     when there are events, so that a service can be built without its database
   */
  RedisDuplicateFilter(
      RedisNodes nodes, String group, Supplier<UUID> generation, RedisSettings settings) {
    this.nodes = nodes;
    this.group = group;
    this.generation = generation;
    this.timeout = settings.timeout();
    this.rememberSeconds = settings.remember().toSeconds();
    breakers
        .getEventPublisher()
        .onEntryAdded(
            added ->
                added
                    .getAddedEntry()
                    .getEventPublisher()
                    .onStateTransition(
                        event ->
                            log.warn(
                                "The duplicate filter at {} is {}",
                                event.getCircuitBreakerName(),
                                event.getStateTransition())));
  }

  @Override
  public Set<UUID> seen(Collection<UUID> eventIds) {
    Set<UUID> found = ConcurrentHashMap.newKeySet();
    atEachNode(
        eventIds,
        (pipeline, buckets) -> {
          List<Response<List<Boolean>>> answers =
              buckets.stream().map(b -> pipeline.smismember(b.name(), b.members())).toList();
          pipeline.sync();
          for (int i = 0; i < buckets.size(); i++) {
            found.addAll(buckets.get(i).those(answers.get(i).get()));
          }
        });
    return Set.copyOf(found);
  }

  @Override
  public void mark(Collection<UUID> eventIds) {
    atEachNode(
        eventIds,
        (pipeline, buckets) -> {
          List<Response<Long>> answers = new ArrayList<>();
          for (Bucket bucket : buckets) {
            answers.add(pipeline.sadd(bucket.name(), bucket.members()));
            answers.add(pipeline.expire(bucket.name(), rememberSeconds));
          }
          pipeline.sync();
          answers.forEach(Response::get);
        });
  }

  /** Asks all nodes at once, each about its buckets. Who has not answered in time is not heard. */
  private void atEachNode(Collection<UUID> eventIds, RoundTrip roundTrip) {
    Map<HostAndPort, List<Bucket>> byNode = new HashMap<>();
    for (Bucket bucket : Bucket.of(eventIds, group + ":" + generation.get())) {
      HostAndPort node = nodes.nodeOf(bucket.key());
      if (node != null) {
        byNode.computeIfAbsent(node, _ -> new ArrayList<>()).add(bucket);
      }
    }
    List<Callable<Object>> tasks = new ArrayList<>();
    byNode.forEach(
        (node, its) -> tasks.add(Executors.callable(() -> attempt(node, its, roundTrip))));
    try {
      // Those that are late are interrupted, which breaks their connection.
      threads.invokeAll(tasks, timeout.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void attempt(HostAndPort node, List<Bucket> buckets, RoundTrip roundTrip) {
    CircuitBreaker breaker = breakers.circuitBreaker(node.toString());
    try {
      breaker.executeRunnable(
          () -> {
            try (Connection connection = nodes.connect(node)) {
              roundTrip.make(new Pipeline(connection), buckets);
            }
          });
    } catch (JedisException | CallNotPermittedException e) {
      log.debug("The duplicate filter at {} was passed over", node, e);
    }
  }

  @Override
  public void close() {
    threads.close();
    nodes.close();
  }

  private interface RoundTrip {
    void make(Pipeline pipeline, List<Bucket> buckets);
  }
}
