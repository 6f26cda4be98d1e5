package dev.streamflow.engine.call;

import dev.streamflow.engine.worker.Signal;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.Semaphore;

/**
 * How many calls this replica has taken, each from its claim until its answer is applied: so a
 * database that cannot follow bounds the answers that wait in memory, too.
 */
public final class CallsInFlight {

  private final Semaphore room;
  private final Signal signal;

  /**
   * @param signal raised when there is room again where there was none
   */
  public CallsInFlight(CallSettings settings, Signal signal, MeterRegistry meters) {
    this.room = new Semaphore(settings.maxInFlight());
    this.signal = signal;
    Gauge.builder(
            "streamflow.calls.in.flight",
            room,
            free -> settings.maxInFlight() - free.availablePermits())
        .description("Calls that this replica has taken and whose answers it has not applied yet")
        .register(meters);
  }

  /** How many more may be taken. */
  int room() {
    return room.availablePermits();
  }

  void begin(int calls) {
    room.acquireUninterruptibly(calls);
  }

  void end(int calls) {
    boolean wasFull = room.availablePermits() == 0;
    room.release(calls);
    if (wasFull) {
      signal.raise();
    }
  }
}
