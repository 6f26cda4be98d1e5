package dev.streamflow.systemtests.bench;

import dev.streamflow.systemtests.running.ProviderSwitches;
import java.io.IOException;
import java.time.Duration;

/**
 * Something that happens to the payment provider during a run.
 *
 * @param at since the first order was due
 * @param what in words, for the picture
 */
public record Change(Duration at, String what, Switch provider) {

  /** Turns the provider's switches. */
  @FunctionalInterface
  public interface Switch {
    void turn(ProviderSwitches provider) throws IOException, InterruptedException;
  }
}
