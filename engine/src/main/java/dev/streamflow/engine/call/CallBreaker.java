package dev.streamflow.engine.call;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.StateTransition;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import io.github.resilience4j.circuitbreaker.event.CircuitBreakerOnStateTransitionEvent;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Leaves the other side alone while most calls stay without an answer. It is asked before calls are
 * claimed, so that those that are not made count no attempt and wait for no lease. A slow answer is
 * an answer: only time-outs and errors open it.
 *
 * <p>Before it looks whether the other side is back, the calls that were under way have ended:
 * their time-outs say nothing about now.
 */
public final class CallBreaker {

  private static final Logger log = LoggerFactory.getLogger(CallBreaker.class);

  private final CircuitBreaker breaker;
  private final Bulkhead bulkhead;
  private final int probes;

  public CallBreaker(CallSettings.Breaker settings, Bulkhead bulkhead, MeterRegistry meters) {
    this.bulkhead = bulkhead;
    this.probes = settings.probes();
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
    breaker.getEventPublisher().onStateTransition(this::changed);
    Gauge.builder("streamflow.calls.breaker.open", breaker, CallBreaker::openness)
        .description("1 while no call is made, 0.5 while some are made to see, else 0")
        .register(meters);
  }

  private void changed(CircuitBreakerOnStateTransitionEvent event) {
    log.warn("The circuit breaker of the calls: {}", event.getStateTransition());
    if (event.getStateTransition() == StateTransition.CLOSED_TO_OPEN) {
      bulkhead.beCareful();
    }
    if (event.getStateTransition().getToState() == State.OPEN) {
      bulkhead.startSlowly(probes);
    }
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
    if (breaker.getState() == State.OPEN && bulkhead.inFlight() > 0) {
      return 0;
    }
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

  /** The other side is there. */
  void answered() {
    breaker.onSuccess(0, TimeUnit.NANOSECONDS);
    bulkhead.grow();
  }

  void unanswered(Throwable cause) {
    breaker.onError(0, TimeUnit.NANOSECONDS, cause);
  }
}
