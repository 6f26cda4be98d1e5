package dev.streamflow.systemtests.faults;

import dev.streamflow.systemtests.running.ProviderSwitches;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/**
 * What is wrong with the payment provider, and for how long.
 *
 * @param what in words for a table
 */
public record ProviderTrouble(String what, Duration lasts, Switch begin) {

  private static final Duration SLOW = Duration.ofSeconds(3);

  /** The usual ones. */
  public static List<ProviderTrouble> all(Duration lasts, Duration errorsLast) {
    return List.of(
        new ProviderTrouble("takes 3 s to answer", lasts, provider -> provider.latency(SLOW)),
        new ProviderTrouble("answers nothing but 5xx", errorsLast, provider -> provider.errors(1)),
        new ProviderTrouble(
            "takes the money and does not answer",
            lasts,
            provider -> provider.timeoutsAfterCapture(1)));
  }

  /** Turns the provider's switches. */
  @FunctionalInterface
  public interface Switch {
    void turn(ProviderSwitches provider) throws IOException, InterruptedException;
  }

  /** Everything is well again. */
  static void end(ProviderSwitches provider) throws IOException, InterruptedException {
    provider.latency(Duration.ZERO);
    provider.errors(0);
    provider.timeoutsAfterCapture(0);
  }
}
