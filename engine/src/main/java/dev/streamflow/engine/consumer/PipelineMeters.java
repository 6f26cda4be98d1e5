package dev.streamflow.engine.consumer;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.function.Supplier;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * The pipeline's meters: {@code streamflow.records} by outcome, {@code streamflow.batch} (time) by
 * step, {@code streamflow.duplicates} by the filter that found them.
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
  void countAfterCommit(Decoded decoded, int unseen, int taken, int rejected) {
    TransactionSynchronizationManager.registerSynchronization(
        new TransactionSynchronization() {
          @Override
          public void afterCommit() {
            duplicates("inbox", unseen - taken);
            records("processed", taken - rejected);
            records("dead_lettered", decoded.undecodable().size() + rejected);
            records("ignored", decoded.ignored());
            records("duplicate", decoded.events().size() - taken);
          }
        });
  }

  void countDeadLetter() {
    records("dead_lettered", 1);
  }

  private void records(String outcome, int count) {
    meters.counter("streamflow.records", "outcome", outcome).increment(count);
  }

  private void duplicates(String filter, int count) {
    meters.counter("streamflow.duplicates", "filter", filter).increment(count);
  }
}
