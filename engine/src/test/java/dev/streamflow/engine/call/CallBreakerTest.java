package dev.streamflow.engine.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.streamflow.engine.worker.Signal;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class CallBreakerTest {

  private static final int PROBES = 3;

  private final Bulkhead bulkhead = new Bulkhead(100, new Signal());
  private final CallBreaker breaker = breaker(Duration.ofMillis(10));

  private CallBreaker breaker(Duration pause) {
    return new CallBreaker(
        new CallSettings.Breaker(50, 4, Duration.ofSeconds(60), pause, PROBES),
        bulkhead,
        new SimpleMeterRegistry());
  }

  @Test
  void grantsWhatIsAskedForWhileTheOtherSideAnswers() {
    end(breaker, 3, 1);

    assertThat(breaker.permits(50)).isEqualTo(50);
  }

  @Test
  void grantsNothingWhileTheOtherSideFails() {
    CallBreaker patient = breaker(Duration.ofHours(1));
    end(patient, 2, 2);

    assertThat(patient.permits(50)).isZero();
    assertThat(patient.state()).isEqualTo("OPEN");
  }

  @Test
  void grantsAFewToSeeWhetherItIsBack() {
    end(breaker, 2, 2);
    await().until(() -> breaker.permits(50) == PROBES);
    assertThat(breaker.permits(50)).isZero();

    breaker.giveBack(1);

    assertThat(breaker.permits(50)).isEqualTo(1);
  }

  @Test
  void asksNothingNewBeforeTheCallsUnderWayHaveEnded() {
    CallBreaker eager = breaker(Duration.ofMillis(1));
    bulkhead.enter(1);
    end(eager, 2, 2);
    await().during(Duration.ofMillis(50)).until(() -> eager.permits(50) == 0);

    bulkhead.leave(1);

    assertThat(eager.permits(50)).isEqualTo(PROBES);
  }

  @Test
  void isClosedByAnswersAndOpenedByFailuresWhenItIsHalfOpen() {
    end(breaker, 2, 2);
    await().until(() -> breaker.permits(50) == PROBES);
    end(breaker, 0, PROBES);
    assertThat(breaker.state()).isEqualTo("OPEN");

    await().until(() -> breaker.permits(50) == PROBES);
    end(breaker, PROBES, 0);
    assertThat(breaker.state()).isEqualTo("CLOSED");
  }

  @Test
  void letsTheBulkheadBeginWithAsManyCallsAsThereAreProbes() {
    assertThat(bulkhead.room()).isEqualTo(100);

    end(breaker, 2, 2);
    assertThat(bulkhead.room()).isEqualTo(PROBES);

    breaker.answered();
    assertThat(bulkhead.room()).isEqualTo(PROBES + 1);
  }

  private static void end(CallBreaker breaker, int answered, int unanswered) {
    for (int i = 0; i < answered; i++) {
      breaker.answered();
    }
    for (int i = 0; i < unanswered; i++) {
      breaker.unanswered(new IOException("time-out"));
    }
  }
}
