package dev.streamflow.engine.consumer;

import dev.streamflow.engine.transaction.Fault;
import org.jspecify.annotations.Nullable;

/**
 * An event, and how often it has failed.
 *
 * @param keyHash its {@link PartitionKey}
 * @param attempt how many attempts there have been
 * @param defects how many of them failed through nobody's outage
 * @param cause why the last one failed, or null if this is not known here
 */
record Attempted(
    ConsumedEvent event, long keyHash, int attempt, int defects, @Nullable RuntimeException cause) {

  /** An event that has not been tried yet. */
  static Attempted never(ConsumedEvent event) {
    return new Attempted(event, PartitionKey.hashOf(event.record()), 0, 0, null);
  }

  /** The same event after one more attempt. */
  Attempted again(RuntimeException failure) {
    int more = Fault.of(failure) == Fault.UNCLASSIFIED ? 1 : 0;
    return new Attempted(event, keyHash, attempt + 1, defects + more, failure);
  }

  /** Whether it is not to be tried again. */
  boolean isHopeless(ParkingSettings settings) {
    return cause != null && settings.giveUp(event, Fault.of(cause), defects);
  }
}
