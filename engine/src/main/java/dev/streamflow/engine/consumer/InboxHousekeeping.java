package dev.streamflow.engine.consumer;

import dev.streamflow.engine.worker.Signal;
import dev.streamflow.engine.worker.Worker;
import java.time.Duration;

/** Keeps the inbox's partitions ahead of time and its old ones away. */
public final class InboxHousekeeping extends Worker {

  /** After a clock has leapt over the days ahead, consumers wait so long for a partition. */
  private static final Duration INTERVAL = Duration.ofMinutes(1);

  private final InboxPartitions partitions;
  private final Signal stop = new Signal();

  public InboxHousekeeping(InboxPartitions partitions, int phase) {
    super("inbox-housekeeping", phase, Duration.ofSeconds(5));
    this.partitions = partitions;
  }

  @Override
  protected void work() throws InterruptedException {
    partitions.maintain();
    stop.await(INTERVAL);
  }

  @Override
  protected void wake() {
    stop.raise();
  }

  @Override
  protected void close() {}
}
