package dev.streamflow.provider.http;

import dev.streamflow.provider.ProviderSettings;
import dev.streamflow.provider.Switchboard;
import dev.streamflow.provider.Switches;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.ErrorResponseException;

/**
 * Puts the switches into effect. A request that waits holds a virtual thread and nothing else, so
 * that thousands may wait at once.
 */
@Component
class Disturbances {

  private final Switchboard switchboard;
  private final Duration hold;

  Disturbances(Switchboard switchboard, ProviderSettings settings) {
    this.switchboard = switchboard;
    this.hold = settings.hold();
  }

  /** Before anything happens: an error, or the time that the provider takes. */
  void beforeDecision() throws InterruptedException {
    Switches switches = switchboard.read();
    if (hits(switches.errorRate())) {
      throw new ErrorResponseException(
          hits(0.5) ? HttpStatus.INTERNAL_SERVER_ERROR : HttpStatus.SERVICE_UNAVAILABLE);
    }
    if (switches.latencyMillis() > 0) {
      Thread.sleep(switches.latencyMillis());
    }
  }

  /**
   * After the money was taken: withholds the response until the client has given up. One that is
   * more patient learns just as little.
   */
  void afterCapture() throws InterruptedException {
    if (hits(switchboard.read().timeoutAfterCaptureRate())) {
      Thread.sleep(hold);
      throw new ErrorResponseException(HttpStatus.GATEWAY_TIMEOUT);
    }
  }

  private static boolean hits(double rate) {
    return rate > 0 && ThreadLocalRandom.current().nextDouble() < rate;
  }
}
