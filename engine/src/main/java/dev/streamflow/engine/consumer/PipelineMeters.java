package dev.streamflow.engine.consumer;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.function.Supplier;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * The pipeline's meters: {@code streamflow.records} by outcome, {@code streamflow.batch} (time) by
 * step, {@code streamflow.duplicates} by the filter that found them, {@code streamflow.parked} by
 * what became of an attempt.
 */
final class PipelineMeters {

  private final MeterRegistry meters;

  PipelineMeters(MeterRegistry meters) {
    this.meters = meters;
  }

  <T> T time(String step, Supplier<T> work) {
    return meters.timer("streamflow.batch", "step", step).record(work);
  }

  void time(String step, Runnable work) {
    meters.timer("streamflow.batch", "step", step).record(work);
  }

  void countFiltered(int inBatch, int inRedis) {
    duplicates("batch", inBatch);
    duplicates("redis", inRedis);
  }

  /** Counts what the current transaction does, once it is committed. */
  void countAfterCommit(Decoded decoded, int unseen, Diversion diversion) {
    int applied = diversion.applied().size();
    int parked = diversion.failed().size() + diversion.behind().size();
    int givenUp = diversion.givenUp().size();
    int taken = applied + parked + givenUp;
    afterCommit(
        () -> {
          duplicates("inbox", unseen - taken);
          records("processed", applied);
          records("parked", parked);
          records("dead_lettered", decoded.undecodable().size() + givenUp);
          records("ignored", decoded.ignored());
          records("duplicate", decoded.events().size() - taken);
        });
  }

  /** Counts what the current transaction does with what was parked, once it is committed. */
  void countDrained(int applied, int failed, int givenUp) {
    afterCommit(
        () -> {
          drained("processed", applied);
          drained("failed", failed);
          drained("dead_lettered", givenUp);
        });
  }

  private static void afterCommit(Runnable count) {
    TransactionSynchronizationManager.registerSynchronization(
        new TransactionSynchronization() {
          @Override
          public void afterCommit() {
            count.run();
          }
        });
  }

  private void drained(String outcome, int count) {
    meters.counter("streamflow.parked", "outcome", outcome).increment(count);
  }

  private void records(String outcome, int count) {
    meters.counter("streamflow.records", "outcome", outcome).increment(count);
  }

  private void duplicates(String filter, int count) {
    meters.counter("streamflow.duplicates", "filter", filter).increment(count);
  }
}
