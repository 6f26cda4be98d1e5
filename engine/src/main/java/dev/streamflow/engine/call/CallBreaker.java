package dev.streamflow.engine.call;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Leaves the other side alone while most calls stay without an answer. It is asked before calls are
 * claimed, so that those that are not made count no attempt and wait for no lease. A slow answer is
 * an answer: only time-outs and errors open it.
 */
public final class CallBreaker {

  private static final Logger log = LoggerFactory.getLogger(CallBreaker.class);

  private final CircuitBreaker breaker;

  public CallBreaker(CallSettings.Breaker settings, MeterRegistry meters) {
    breaker =
        CircuitBreaker.of(
            "calls",
            CircuitBreakerConfig.custom()
                .slidingWindowType(SlidingWindowType.TIME_BASED)
                .slidingWindowSize(Math.toIntExact(Math.max(1, settings.window().toSeconds())))
                .minimumNumberOfCalls(settings.minimumCalls())
                .failureRateThreshold(settings.failurePercent())
                .waitDurationInOpenState(settings.pause())
                .permittedNumberOfCallsInHalfOpenState(settings.probes())
                .build());
    breaker
        .getEventPublisher()
        .onStateTransition(
            event -> log.warn("The circuit breaker of the calls: {}", event.getStateTransition()));
    Gauge.builder("streamflow.calls.breaker.open", breaker, CallBreaker::openness)
        .description("1 while no call is made, 0.5 while some are made to see, else 0")
        .register(meters);
  }

  private static double openness(CircuitBreaker breaker) {
    return switch (breaker.getState()) {
      case OPEN, FORCED_OPEN -> 1;
      case HALF_OPEN -> 0.5;
      case CLOSED, DISABLED, METRICS_ONLY -> 0;
    };
  }

  /** CLOSED, OPEN or HALF_OPEN. */
  public String state() {
    return breaker.getState().name();
  }

  /**
   * Asks for permission to make calls. Each that is granted is to be used, or given back.
   *
   * @return how many may be made, {@code most} at most
   */
  int permits(int most) {
    int granted = 0;
    while (granted < most && breaker.tryAcquirePermission()) {
      granted++;
    }
    return granted;
  }

  /** Gives back permissions that are not needed. */
  void giveBack(int permits) {
    for (int i = 0; i < permits; i++) {
      breaker.releasePermission();
    }
  }

  void answered(Duration after) {
    breaker.onSuccess(after.toNanos(), TimeUnit.NANOSECONDS);
  }

  void unanswered(Duration after, Exception cause) {
    breaker.onError(after.toNanos(), TimeUnit.NANOSECONDS, cause);
  }
}
